import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { highlight, type Token } from "./highlight.ts";

const CONFIRM_MS = 2_000;
const LOOKS: Record<Token["look"], string> = {
  comment: "text-text-3",
  name: "text-accent-text",
  value: "text-success-text",
  plain: "",
};

interface CodeBlockProps {
  title: string;
  text: string;
  /** Whether it can be used as it stands. */
  ready: boolean;
}

/** A text to paste, with a button that copies it. */
export function CodeBlock({ title, text, ready }: CodeBlockProps) {
  const [copied, setCopied] = useState<string | null>(null);
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const done = copied === text;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-sunken">
      <div className="flex h-9 items-center border-b border-line pr-1.5 pl-4 text-12 text-text-2">
        <span className={title.startsWith("~") ? "font-mono" : ""}>{title}</span>
        <Button
          size="sm"
          className="ml-auto min-w-20 max-sm:h-7!"
          disabled={!ready}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
        >
          {done ? <Check size={14} className="text-success-text" /> : <Copy size={14} className="text-text-3" />}
          {done ? "Copied" : "Copy"}
        </Button>
      </div>
      <pre tabIndex={0} aria-label={title} className="overflow-x-auto px-4 py-3.5 text-12 leading-5 text-text-1">
        <code>
          {highlight(text).map((token, i) => <span key={i} className={LOOKS[token.look]}>{token.text}</span>)}
        </code>
      </pre>
    </div>
  );
}
