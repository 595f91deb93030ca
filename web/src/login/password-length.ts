/** How long passwords are, as the service demands. */
export const PASSWORD_LENGTH = { minLength: 10, maxLength: 128 } as const;
