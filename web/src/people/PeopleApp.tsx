import { PageApp } from "../shell/PageApp.tsx";
import { PeoplePage } from "./PeoplePage.tsx";

/** People & teams as an island of its own. */
export function PeopleApp() {
  return (
    <PageApp page="people">
      <PeoplePage />
    </PageApp>
  );
}
