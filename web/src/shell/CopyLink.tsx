import { Check, Link } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../ui/Button.tsx";

const CONFIRM_MS = 1_500;

/** Copies the address of what is shown. */
export function CopyLink() {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      size="sm"
      aria-label={copied ? "Link copied" : "Copy link to this view"}
      title="Copy link to this view"
      className="w-7 px-0! max-sm:hidden"
      onClick={() => void navigator.clipboard.writeText(location.href).then(() => setCopied(true))}
    >
      {copied
        ? <Check size={16} className="text-success-text" />
        : <Link size={15} strokeWidth={1.75} className="text-text-3" />}
    </Button>
  );
}
