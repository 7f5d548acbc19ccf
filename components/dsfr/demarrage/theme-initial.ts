/**
 * Sets the theme before anything is painted, as plain text for an inline script: the person's own choice, kept by the
 * DSFR's script under « scheme », else the device's. Storage may be forbidden: then the device decides.
 */
export const THEME_INITIAL = `(function () {
  var choix = "system";
  try { choix = localStorage.getItem("scheme") || choix; } catch (e) {}
  var sombre = choix === "dark" || (choix !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  var racine = document.documentElement;
  racine.setAttribute("data-fr-scheme", choix);
  racine.setAttribute("data-fr-theme", sombre ? "dark" : "light");
})();`;
