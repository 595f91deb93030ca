import { CircleCheck, Clock, Download, Plus, RotateCw, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ApiProblem } from "../api/problem.ts";
import { Sparkline } from "../charts/Sparkline.tsx";
import { TrendBars } from "../charts/TrendBars.tsx";
import { changeOf } from "../format/change.ts";
import { formatMoney } from "../format/money.ts";
import { formatExact } from "../format/number.ts";
import { AgentCell, RatioCell, ShareCell } from "../groups/cells.tsx";
import { type Kind, KIND_LABELS, KindIcon } from "../icons/kinds.tsx";
import { chooseTheme } from "../shell/theme.ts";
import type { Column } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { MoreRows } from "../tables/MoreRows.tsx";
import { Badge, type BadgeTone } from "../ui/Badge.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Delta } from "../ui/Delta.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Keycap } from "../ui/Keycap.tsx";
import { choiceEntry, Menu } from "../ui/Menu.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { SelectButton } from "../ui/SelectButton.tsx";
import { Stats } from "../ui/Stats.tsx";
import { StatusDot } from "../ui/StatusDot.tsx";
import { Switch } from "../ui/Switch.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { TextField } from "../ui/TextField.tsx";
import { Unpriced } from "../ui/Unpriced.tsx";
import { Asking } from "./Asking.tsx";

const COLOURS = {
  Surfaces: ["canvas", "surface", "sunken", "raised", "line", "line-strong", "control"],
  Text: ["text-1", "text-2", "text-3", "accent-text"],
  Meaning: ["accent", "accent-soft", "success", "success-soft", "warning", "warning-soft", "danger", "danger-soft"],
  Series: ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"],
  Heat: ["heat-0", "heat-1", "heat-2", "heat-3", "heat-4", "heat-5", "heat-6"],
};
const TONES = ["neutral", "accent", "success", "warning", "danger", "outline"] as const satisfies readonly BadgeTone[];
const SIZES = [11, 12, 13, 14, 16, 18, 22, 28] as const;
const nothing = () => {};

interface Row {
  agent: string;
  sessions: number;
  success: number;
  cost: number;
  previous: number;
  estimated: number;
}

const ROWS: readonly Row[] = [
  { agent: "claude-code", sessions: 4_902, success: 0.968, cost: 4_073.01, previous: 3_768, estimated: 0 },
  { agent: "codex-cli", sessions: 1_318, success: 0.941, cost: 739.1, previous: 645, estimated: 1 },
  { agent: "gemini-cli", sessions: 704, success: 0.977, cost: 353.6, previous: 362, estimated: 0.4 },
];

const COLUMNS: readonly Column<Row>[] = [
  { id: "agent", header: "Agent", sortBy: ({ agent }) => agent, cell: ({ agent }) => <AgentCell agentId={agent} /> },
  {
    id: "sessions",
    header: "Sessions",
    number: true,
    sortBy: ({ sessions }) => sessions,
    cell: ({ sessions }) => formatExact(sessions),
  },
  {
    id: "success",
    header: "Success",
    number: true,
    hide: "phone",
    cell: ({ success }) => <RatioCell ratio={success} />,
  },
  { id: "share", header: "Share", hide: "phone", cell: ({ cost }) => <ShareCell share={cost / 5_165.71} /> },
  {
    id: "cost",
    header: "Cost",
    number: true,
    sortBy: ({ cost }) => cost,
    cell: ({ cost, estimated }) => <Estimate share={estimated}>{formatMoney(cost)}</Estimate>,
    footer: "$5,165.71",
  },
  {
    id: "change",
    header: "Change",
    number: true,
    cell: ({ cost, previous }) => <Delta change={changeOf(cost, previous, "amount")} />,
  },
];

/** Every component in every state, in both themes: what views are made from. */
export function ComponentsPage() {
  return (
    <main id="main" className="content mx-auto max-w-[1200px]">
      <header className="flex items-center gap-2">
        <h1 className="mr-auto text-18 font-semibold">Components</h1>
        <Button size="sm" onClick={() => chooseTheme("light")}>Light</Button>
        <Button size="sm" onClick={() => chooseTheme("dark")}>Dark</Button>
      </header>
      <Colours />
      <Panel title="Type" className="span-4">
        <div className="px-4 pb-4">
          {SIZES.map((size) => (
            <p key={size} style={{ fontSize: `var(--t-${size})`, lineHeight: `var(--l-${size})` }}>
              {size} Agents at work
            </p>
          ))}
        </div>
      </Panel>
      <Buttons />
      <Kinds />
      <Inputs />
      <Asking />
      <Words />
      <Stats
        label="Figures"
        stats={[
          {
            label: "Sessions",
            value: "8,412",
            change: <Delta change={changeOf(8_412, 7_560, "amount")} />,
            context: "from 7,560",
          },
          {
            label: "Error rate",
            value: "0.37%",
            change: <Delta change={changeOf(0.0037, 0.0027, "ratio", "less")} />,
            context: "of requests",
          },
          { label: "Cost", value: <Estimate share={0.23}>$24,461</Estimate>, context: "23% estimated" },
          { label: "Cost of an unknown model", value: <Unpriced />, context: "no price is known" },
          { label: "Being asked for", value: undefined },
        ]}
      />
      <Table />
      <Places />
      <Banners />
      <Dialogs />
    </main>
  );
}

function Colours() {
  return (
    <Panel title="Colour" sub="tokens of the present theme" className="span-8">
      <div className="grid grid-cols-5 gap-4 px-4 pb-4 max-sm:grid-cols-2">
        {Object.entries(COLOURS).map(([group, names]) => (
          <div key={group}>
            <h3 className="mb-1 text-12 text-text-2">{group}</h3>
            {names.map((name) => (
              <p key={name} className="flex items-center gap-2">
                <i className="size-4 rounded-sm border" style={{ background: `var(--${name})` }} aria-hidden="true" />
                {name}
              </p>
            ))}
          </div>
        ))}
      </div>
    </Panel>
  );
}

function Buttons() {
  return (
    <Panel title="Buttons" sub="one primary per view" className="span-8">
      <div className="grid gap-3 px-4 pb-4">
        {(["primary", "secondary", "ghost", "danger"] as const).map((look) => (
          <p key={look} className="flex flex-wrap items-center gap-2">
            <span className="w-20 text-12 text-text-2">{look}</span>
            <Button look={look}>Rest</Button>
            <Button look={look} disabled>Disabled</Button>
            <Button look={look} disabled aria-busy>
              <i className="spinner" /> Busy
            </Button>
            <Button look={look} size="sm">
              <Plus size={14} aria-hidden="true" /> Small
            </Button>
            <Button look={look} size="lg">Large</Button>
          </p>
        ))}
      </div>
    </Panel>
  );
}

function Kinds() {
  return (
    <Panel title="Event kinds" sub="shape first, colour second" className="span-4">
      <ul className="grid grid-cols-2 gap-2 px-4 pb-4">
        {(Object.keys(KIND_LABELS) as Kind[]).map((kind) => (
          <li key={kind} className="flex items-center gap-2">
            <KindIcon kind={kind} />
            {KIND_LABELS[kind]}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Inputs() {
  const [text, setText] = useState("Rate limits, Codex");
  const [on, setOn] = useState(true);
  const [word, setWord] = useState("hour");
  const change = (value: string) => setText(value);
  return (
    <Panel title="Inputs" sub="label above, message below" className="span-8">
      <div className="grid gap-4 px-4 pb-4">
        <div className="grid grid-cols-3 gap-4 max-sm:grid-cols-1">
          <TextField label="Rest" value={text} hint="What it is for." onChange={({ target }) => change(target.value)} />
          <TextField
            label="Invalid"
            value="https://10.0.0.4/hook"
            problem="Private addresses are not allowed."
            onChange={nothing}
          />
          <TextField label="Disabled" value="kestrel-logistics" disabled onChange={nothing} />
        </div>
        <Switch label="On or off" about="What it does, in a sentence." checked={on} onChange={setOn} />
        <Switch
          label="Not yours to change"
          about="Managers and admins can."
          checked={false}
          disabled
          onChange={nothing}
        />
        <p className="flex flex-wrap items-center gap-3">
          <Segmented
            label="Interval"
            value={word}
            options={[{ value: "hour", label: "Hour" }, { value: "day", label: "Day" }]}
            onChange={setWord}
          />
          <Menu
            trigger={
              <SelectButton>
                Split by <b>Model</b>
              </SelectButton>
            }
            entries={[
              choiceEntry(
                "Split by",
                "model",
                [{ value: "model", label: "Model" }, { value: "team", label: "Team" }],
                nothing,
              ),
              { type: "line" },
              { type: "action", label: "Export", icon: <Download size={14} />, onSelect: nothing },
            ]}
          />
          <span className="flex gap-1">
            <Keycap>G</Keycap>
            <Keycap>S</Keycap>
          </span>
        </p>
      </div>
    </Panel>
  );
}

function Words() {
  return (
    <Panel title="State and change" className="span-4">
      <div className="grid gap-3 px-4 pb-4">
        <p className="flex flex-wrap gap-2">{TONES.map((tone) => <Badge key={tone} tone={tone}>{tone}</Badge>)}</p>
        <p className="flex flex-wrap gap-4">
          {(["ok", "degraded", "down", "unknown"] as const).map((state) => (
            <span key={state} className="inline-flex items-center gap-2">
              <StatusDot state={state} />
              {state}
            </span>
          ))}
        </p>
        <p className="flex flex-wrap gap-4">
          <Delta change={changeOf(113, 100, "amount")} />
          <Delta change={changeOf(0.93, 0.9, "ratio", "more")} />
          <Delta change={changeOf(130, 100, "amount", "less")} />
          <Delta change={changeOf(100, 100, "amount")} />
          <Delta change={changeOf(5, 0, "amount")} />
          <Delta change={changeOf(5, null, "amount")} />
        </p>
        <p className="grid grid-cols-2 gap-4">
          <Sparkline values={[3, 5, 4, 8, 6, 9, 7]} area selected />
          <Sparkline values={[3, 5, null, 8, 6, 9, 7]} area={false} partial />
          <TrendBars values={[1, 0, 3, 2, 8, 4]} />
          <TrendBars values={[0, 0, 0, 0, 4, 9]} bad />
        </p>
      </div>
    </Panel>
  );
}

function Table() {
  const [tab, setTab] = useState<"open" | "new">("open");
  return (
    <section className="panel" aria-label="Table">
      <Tabs
        label="Which rows"
        tabs={[{ value: "open", label: "Open", count: 3 }, { value: "new", label: "New", count: 0 }]}
        value={tab}
        onChange={setTab}
      >
        {tab === "new" ? <Empty title="Nothing is new">Other words for the same.</Empty> : (
          <>
            <DataTable
              label="Agents"
              columns={COLUMNS}
              rows={ROWS}
              rowKey={({ agent }) => agent}
              sorting={{ id: "cost", descending: true }}
              detail={({ agent }) => <p className="px-4 py-3">What a row of {agent} opens to.</p>}
            />
            <MoreRows shown={3} noun="agents" order="by cost" hasMore busy={false} onMore={nothing} />
          </>
        )}
      </Tabs>
    </section>
  );
}

function Places() {
  const problem = new ApiProblem(503, { detail: "The event store does not answer." }, "req_01kd8t2m9f");
  return (
    <>
      <Place title="Empty">
        <Empty title="No sessions match" action={<Button size="sm">Clear filters</Button>}>
          Nothing in this period has these properties.
        </Empty>
      </Place>
      <Place title="Failed">
        <Failure what="This chart" error={problem} onRetry={nothing} />
      </Place>
      <Place title="Loading">
        <TableSkeleton rows={5} />
      </Place>
    </>
  );
}

function Place({ title, children }: { title: string; children: ReactNode }) {
  return <Panel title={title} className="span-4">{children}</Panel>;
}

function Banners() {
  return (
    <div className="grid gap-2">
      <Banner icon={<CircleCheck size={16} />} title="Everything answers.">Checked a moment ago.</Banner>
      <Banner
        tone="warning"
        icon={<Clock size={16} />}
        title="Reconnecting."
        end={
          <Button size="sm">
            <RotateCw size={14} aria-hidden="true" /> Retry now
          </Button>
        }
      >
        Charts pause and fill the gap when the connection is back.
      </Banner>
      <Banner tone="danger" icon={<TriangleAlert size={16} />} title="Monthly events used up.">
        New events are refused until the month ends.
      </Banner>
    </div>
  );
}

function Dialogs() {
  const [open, setOpen] = useState(false);
  return (
    <Panel title="Dialog" sub="before something is destroyed">
      <div className="px-4 pb-4">
        <Button look="danger" onClick={() => setOpen(true)}>Revoke key</Button>
      </div>
      {open && (
        <ConfirmDialog
          title="Revoke this key?"
          typedName="ci-runners"
          keepLabel="Keep key"
          confirmLabel="Revoke key"
          busy={false}
          onConfirm={() => setOpen(false)}
          onClose={() => setOpen(false)}
        >
          <p>Senders that use it are refused within 90 seconds.</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
