import { expect, test } from "vitest";
import { retourSur } from "@/lib/schemas/retour";
import { pageDuLien } from "@/lib/server/api";

const ID = "3f0e7c1e-2b6d-4f7e-9a53-0d4f3c0c9a11";
const page = (chemin: string, referer?: string) =>
  pageDuLien(
    new Request(`http://rigel.test${chemin}`, {
      headers: { host: "rigel.test", ...(referer !== undefined && { referer }) },
    }),
  );

test.each([
  [
    "une pièce, depuis sa page",
    `/api/v1/pieces/${ID}`,
    `http://rigel.test/dossiers/${ID}/pieces`,
    `/dossiers/${ID}/pieces`,
  ],
  ["une pièce, ouverte d’ailleurs", `/api/v1/pieces/${ID}`, undefined, "/dossiers"],
  ["une pièce, depuis un autre site", `/api/v1/pieces/${ID}`, "https://evil.example/dossiers", "/dossiers"],
  ["l’export", `/api/v1/dossiers/${ID}`, undefined, `/dossiers/${ID}`],
  ["l’aperçu", `/dossiers/${ID}/apercu.pdf`, undefined, `/dossiers/${ID}`],
  ["une version", `/dossiers/${ID}/versions/1/pdf`, undefined, `/dossiers/${ID}`],
  ["la liste, avec ses filtres", "/api/v1/dossiers.csv?etat=depose", undefined, "/dossiers?etat=depose"],
  ["depuis la connexion elle-même", `/dossiers/${ID}/apercu.pdf`, "http://rigel.test/connexion", `/dossiers/${ID}`],
])("la session finie, %s ramène à la page du lien", (_, chemin, referer, attendu) => {
  expect(page(chemin, referer)).toBe(attendu);
  // And the sign-in page accepts to go there.
  expect(retourSur(page(chemin, referer))).toBe(attendu);
});
