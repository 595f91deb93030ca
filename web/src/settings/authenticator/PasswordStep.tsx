import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { TextField } from "../../ui/TextField.tsx";

interface PasswordStepProps {
  title: string;
  children: ReactNode;
  confirmLabel: string;
  problem: string | undefined;
  busy: boolean;
  onConfirm: (password: string) => void;
  onClose: () => void;
}

/** Asks for the password again before how somebody signs in changes. */
export function PasswordStep({ title, children, confirmLabel, problem, busy, onConfirm, onClose }: PasswordStepProps) {
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(password);
  };
  return (
    <form onSubmit={submit} className="grid gap-4 p-5">
      <h2 className="text-16 font-semibold tracking-[-0.01em]">{title}</h2>
      <p className="text-text-2">{children}</p>
      <TextField
        label="Your password"
        type="password"
        autoComplete="current-password"
        required
        autoFocus
        value={password}
        problem={problem}
        onChange={({ target }) => setPassword(target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={busy} aria-busy={busy}>{confirmLabel}</Button>
      </div>
    </form>
  );
}
