import { LoginField } from "../login/LoginField.tsx";

/** Takes the name of somebody who gets an account. */
export function NameField({ value, onEnter }: { value: string; onEnter: (name: string) => void }) {
  return (
    <LoginField
      label="Name"
      name="name"
      autoComplete="name"
      required
      maxLength={120}
      autoFocus
      isQuiet
      problem={null}
      value={value}
      onChange={({ target }) => onEnter(target.value)}
    />
  );
}
