import { describe, expect, test } from "vitest";
import { memeOrigine } from "@/lib/server/origine";

const ICI = { host: "rigel.test" };

describe("une demande qui change quelque chose vient d’une page de ce service", () => {
  test.each([
    ["un formulaire du service", { origin: "https://rigel.test", "sec-fetch-site": "same-origin" }, true],
    ["une page relue par la personne", { origin: "https://rigel.test", "sec-fetch-site": "none" }, true],
    ["un programme, sans cookie de personne", {}, true],
    [
      "derrière un mandataire",
      { host: "interne:3000", "x-forwarded-host": "rigel.test", origin: "https://rigel.test" },
      true,
    ],
    ["un autre site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }, false],
    ["un autre site, vieux navigateur", { origin: "https://evil.example" }, false],
    ["un sous-domaine voisin", { origin: "https://blog.rigel.test", "sec-fetch-site": "same-site" }, false],
    ["un voisin qui tait son origine", { "sec-fetch-site": "same-site" }, false],
    ["un cadre en bac à sable", { origin: "null", "sec-fetch-site": "cross-site" }, false],
    ["une origine nulle, vieux navigateur", { origin: "null" }, false],
    ["le même nom sur un autre port", { origin: "https://rigel.test:8443" }, false],
    ["un nom qui commence pareil", { origin: "https://rigel.test.evil.example" }, false],
    ["un navigateur qui tait son origine", { "sec-fetch-site": "same-origin" }, false],
    ["une origine qui n’en est pas une", { origin: "rigel.test" }, false],
  ])("%s", (_, enTetes, attendu) => {
    for (const methode of ["POST", "PUT", "PATCH", "DELETE", "post"])
      expect(memeOrigine(methode, new Headers({ ...ICI, ...(enTetes as Record<string, string>) }))).toBe(attendu);
  });

  test("lire n’est pas concerné : un lien depuis ailleurs s’ouvre", () => {
    for (const methode of ["GET", "HEAD", "OPTIONS"])
      expect(memeOrigine(methode, new Headers({ ...ICI, "sec-fetch-site": "cross-site" }))).toBe(true);
  });
});
