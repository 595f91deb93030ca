import { Icon } from "./Icon.tsx";

interface Props {
  size?: number;
  className?: string | undefined;
}

export function OverviewIcon(props: Props) {
  return (
    <Icon {...props}>
      <path d="M2.5 2.5H7v6H2.5zM9 2.5h4.5V6H9zM2.5 10.5H7v3H2.5zM9 8h4.5v5.5H9z" />
    </Icon>
  );
}

export function LiveIcon(props: Props) {
  return (
    <Icon {...props}>
      <path d="M1.5 8h2.6L6 3.4l3.4 9.2L11.5 8h3" />
    </Icon>
  );
}

export function SessionsIcon(props: Props) {
  return (
    <Icon {...props}>
      <path d="M2 3.75h7M5 8h9M3.5 12.25H10" />
    </Icon>
  );
}

export function AgentsIcon(props: Props) {
  return (
    <Icon {...props}>
      <rect x="2.75" y="4.75" width="10.5" height="8" rx="2.25" />
      <path d="M8 2v2.75M6 8.25v1M10 8.25v1" />
    </Icon>
  );
}

export function CostIcon(props: Props) {
  return (
    <Icon {...props}>
      <circle cx="8" cy="8" r="6" />
      <path d="M10 6.1C9.7 5.4 9 5 8 5c-1.2 0-2 .55-2 1.45C6 8.6 10 7.3 10 9.5 10 10.45 9.2 11 8 11c-1.1 0-1.85-.45-2.1-1.2M8 3.9V5M8 11v1.1" />
    </Icon>
  );
}

export function ToolsIcon(props: Props) {
  return (
    <Icon {...props}>
      <rect x="2" y="3" width="12" height="10" rx="1.75" />
      <path d="M4.75 6.25 6.75 8l-2 1.75M8.5 10h2.75" />
    </Icon>
  );
}

export function ErrorsIcon(props: Props) {
  return (
    <Icon {...props}>
      <path d="M8 2.4 14.2 13H1.8z" />
      <path d="M8 6.4v3M8 11.1v.1" />
    </Icon>
  );
}

export function SecurityIcon(props: Props) {
  return (
    <Icon {...props}>
      <path d="M8 1.9 13 3.7v3.9c0 3.2-2.1 5.3-5 6.5-2.9-1.2-5-3.3-5-6.5V3.7z" />
      <path d="m5.9 7.9 1.5 1.5 2.8-2.9" />
    </Icon>
  );
}

export function PeopleIcon(props: Props) {
  return (
    <Icon {...props}>
      <circle cx="6" cy="5.4" r="2.4" />
      <path d="M1.7 13.2c.3-2.5 2-3.9 4.3-3.9s4 1.4 4.3 3.9M10.3 3.25a2.3 2.3 0 0 1 0 4.35M12 9.7c1.4.5 2.2 1.7 2.4 3.5" />
    </Icon>
  );
}

export function IngestionIcon(props: Props) {
  return (
    <Icon {...props}>
      <path d="M2 9.3v3.2c0 .6.4 1 1 1h10c.6 0 1-.4 1-1V9.3M2 9.3h3.3l1.1 1.7h3.2l1.1-1.7H14M8 2v5M5.9 5.1 8 7.2l2.1-2.1" />
    </Icon>
  );
}

export function ExportsIcon(props: Props) {
  return (
    <Icon {...props}>
      <path d="M8 2v7.5M5 6.7 8 9.7l3-3M2.5 11.5v1.3c0 .4.3.7.7.7h9.6c.4 0 .7-.3.7-.7v-1.3" />
    </Icon>
  );
}

export function SettingsIcon(props: Props) {
  return (
    <Icon {...props}>
      <path d="M2 4.5h5.5M11 4.5h3M2 11.5h3M8.5 11.5H14" />
      <circle cx="9.25" cy="4.5" r="1.75" />
      <circle cx="6.75" cy="11.5" r="1.75" />
    </Icon>
  );
}

export function AuditIcon(props: Props) {
  return (
    <Icon {...props}>
      <path d="M3.25 2h9.5v12h-9.5z" />
      <path d="M5.75 5.25h4.5M5.75 8h4.5M5.75 10.75h2.5" />
    </Icon>
  );
}

export function StatusIcon(props: Props) {
  return (
    <Icon {...props}>
      <circle cx="8" cy="8" r="6" />
      <path d="M3.8 8.2h1.9l1.2-2.6 2 5 1.2-2.4h2.1" />
    </Icon>
  );
}

export function CompareIcon(props: Props) {
  return (
    <Icon {...props}>
      <path d="M1.75 10.5c2.5 0 3-5 5.5-5s2.5 3 4 3 1.8-1.5 3-1.5M1.75 13h1.5M5 13h1.5M8.25 13h1.5M11.5 13H13" />
    </Icon>
  );
}
