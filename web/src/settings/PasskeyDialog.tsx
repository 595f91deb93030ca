import { type FormEvent, useState } from "react";
import { problemText } from "../api/problem-text.ts";
import { Button } from "../ui/Button.tsx";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { type OwnPasskey, useOwnSignIn } from "./use-own-sign-in.ts";

interface PasskeyDialogProps {
  /** The one that gets another name; the device makes a new one where it is missing. */
  passkey?: OwnPasskey;
  onClose: () => void;
}

/** Names a passkey and has the device make it, or gives one another name. */
export function PasskeyDialog({ passkey, onClose }: PasskeyDialogProps) {
  const { addPasskey, renamePasskey } = useOwnSignIn();
  const [name, setName] = useState(passkey?.name ?? "");
  const title = passkey === undefined ? "Add passkey" : "Rename passkey";
  const { error, isPending } = passkey === undefined ? addPasskey : renamePasskey;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passkey === undefined) addPasskey.mutate(name.trim(), { onSuccess: onClose });
    else renamePasskey.mutate({ id: passkey.id, name: name.trim() }, { onSuccess: onClose });
  };
  return (
    <ModalDialog label={title} onClose={onClose} className="max-w-[420px]">
      <form onSubmit={submit} className="grid gap-4 p-5">
        <h2 className="text-16 font-semibold tracking-[-0.01em]">{title}</h2>
        <TextField
          label="Name"
          value={name}
          required
          maxLength={80}
          autoFocus
          autoComplete="off"
          placeholder="Work laptop"
          hint={passkey === undefined
            ? "Signing in has to be less than a day ago; otherwise sign out and in again first."
            : "Your device keeps the name that it gave it."}
          problem={problemText(error)}
          onChange={({ target }) => setName(target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={isPending} aria-busy={isPending}>
            {passkey === undefined ? "Go on" : "Rename"}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
