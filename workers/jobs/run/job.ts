import type { JobInput, JobName } from "../../../contract/jobs.ts";
import type { JobPorts } from "../job-ports.ts";

/** Figures of what a run has done. */
export type Progress = Record<string, string | number | boolean | null>;

/** What a run is started with. */
export interface RunParams {
  job: JobName;
  input: JobInput;
  /** When it was asked for, in epoch ms. */
  startedAt: number;
}

/** What a job may use in one run. */
export interface JobContext {
  ports: JobPorts;
  runId: string;
  /** When the run was asked for, in epoch ms; the same however often the run resumes. */
  startedAt: number;
  /**
   * Does a piece of work once and keeps its answer: a run that resumes is given the answer of the steps it has behind it.
   * The work may be cut off anywhere and begun again, so it must not matter how often its effect happens.
   */
  step<T extends Rpc.Serializable<T>>(name: string, work: () => Promise<T>): Promise<T>;
  /** Lets time pass, once; a run that resumes waits for what is left of it. */
  pause(name: string, ms: number): Promise<void>;
  /** Tells people how far the run is; failing to do so holds up nothing. Belongs at the end of a step. */
  tell(progress: Progress): Promise<void>;
}

/** A job: its code outside steps runs again on every resumption, so it only decides which step comes next. */
export type Job = (context: JobContext, input: JobInput) => Promise<Progress>;
