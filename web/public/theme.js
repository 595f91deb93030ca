// Runs before the first paint, so that a page never shows in the wrong theme. Choices are "system", "light" and "dark".
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("fleetglass.theme");
  } catch {
    // Storage is blocked: follow the system.
  }
  var dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
