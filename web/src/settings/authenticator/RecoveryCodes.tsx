import { CodeBlock } from "../../first-run/CodeBlock.tsx";
import { Button } from "../../ui/Button.tsx";

/** Shows recovery codes the only time that they are ever shown. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <div className="grid gap-4 p-5">
      <div>
        <h2 className="text-16 font-semibold tracking-[-0.01em]">Put these codes away</h2>
        <p className="text-text-2">
          Each signs you in once when the authenticator is lost. They cannot be shown again.
        </p>
      </div>
      <CodeBlock title="Recovery codes" text={codes.join("\n")} ready />
      <Button look="primary" className="justify-self-end" onClick={onClose}>I have put them away</Button>
    </div>
  );
}
