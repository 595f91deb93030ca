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

export function CompareIcon(props: Props) {
  return (
    <Icon {...props}>
      <path d="M1.75 10.5c2.5 0 3-5 5.5-5s2.5 3 4 3 1.8-1.5 3-1.5M1.75 13h1.5M5 13h1.5M8.25 13h1.5M11.5 13H13" />
    </Icon>
  );
}
