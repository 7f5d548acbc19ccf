import { beforeEach, expect, test, vi } from "vitest";
import { journaliserErreurRequete } from "@/lib/server/demarrage";
import { idRequete, journal } from "@/lib/server/journaux";

const lignes: Record<string, unknown>[] = [];
beforeEach(() => {
  lignes.length = 0;
  vi.spyOn(journal, "error").mockImplementation(((ligne: object) =>
    lignes.push({ ...ligne, requete: idRequete() })) as never);
});

const signaler = (erreur: unknown, enTetes: Record<string, string> = {}) =>
  journaliserErreurRequete(
    erreur,
    { path: "/dossiers", method: "GET", headers: enTetes },
    { routerKind: "App Router", routePath: "/dossiers", routeType: "render", revalidateReason: undefined },
  );

test("l’erreur d’une page porte la référence que la personne voit, et l’identifiant de sa requête", async () => {
  const erreur = Object.assign(new Error("panne"), { digest: "2739410554" });
  await signaler(erreur, { "x-request-id": "3f0e7c1e-2b6d-4f7e-9a53-0d4f3c0c9a11" });
  expect(lignes).toMatchObject([
    { reference: "2739410554", requete: "3f0e7c1e-2b6d-4f7e-9a53-0d4f3c0c9a11", chemin: "/dossiers", err: erreur },
  ]);
});

test("sans empreinte de Next, une référence est tirée", async () => {
  await signaler("chaîne lancée");
  expect(lignes[0]?.reference).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
});
