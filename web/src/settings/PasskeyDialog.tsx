import { type FormEvent, useState } from "react";
import { problemText } from "../api/problem-text.ts";
import { Button } from "../ui/Button.tsx";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useOwnSignIn } from "./use-own-sign-in.ts";

/** Names a passkey and has the device make it. */
export function PasskeyDialog({ onClose }: { onClose: () => void }) {
  const { addPasskey } = useOwnSignIn();
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    addPasskey.mutate(name.trim(), { onSuccess: onClose });
  };
  return (
    <ModalDialog label="Add passkey" onClose={onClose} className="max-w-[420px]">
      <form onSubmit={submit} className="grid gap-4 p-5">
        <h2 className="text-16 font-semibold tracking-[-0.01em]">Add passkey</h2>
        <TextField
          label="Name"
          value={name}
          required
          maxLength={80}
          autoFocus
          autoComplete="off"
          placeholder="Work laptop"
          hint="Signing in has to be less than a day ago; otherwise sign out and in again first."
          problem={problemText(addPasskey.error)}
          onChange={({ target }) => setName(target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={addPasskey.isPending} aria-busy={addPasskey.isPending}>
            Go on
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
