import type { ComponentProps } from "react";
import { LoginField } from "./LoginField.tsx";

/** As the service demands. */
const LENGTH = { minLength: 10, maxLength: 128 } as const;

interface NewPasswordFieldProps extends Pick<ComponentProps<typeof LoginField>, "problem" | "ref" | "autoFocus"> {
  label?: string;
  /** Without it the field keeps what is entered to itself. */
  value?: string;
  onEnter?: (password: string) => void;
}

/** Takes a password that somebody chooses. */
export function NewPasswordField({ label = "Password", onEnter, ...field }: NewPasswordFieldProps) {
  return (
    <LoginField
      label={label}
      hint="At least ten characters."
      name="new-password"
      type="password"
      autoComplete="new-password"
      required
      {...LENGTH}
      {...field}
      onChange={({ target }) => onEnter?.(target.value)}
    />
  );
}
