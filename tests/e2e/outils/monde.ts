import { readFileSync } from "node:fs";
import type { APIRequestContext } from "@playwright/test";
import { csvOrion, rangeeOrion } from "../../outils/export-orion";

/** Objects of the demo data, found through the service itself. */

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Identifiers of the dossiers that someone may see, in the order of the list: last column of the export. */
export async function dossiersVus(qui: APIRequestContext): Promise<string[]> {
  const reponse = await qui.get("/api/v1/dossiers.csv", { maxRedirects: 0 });
  if (reponse.status() !== 200) return [];
  return (await reponse.text())
    .split("\r\n")
    .slice(1)
    .flatMap((ligne) => ligne.match(UUID)?.at(-1) ?? []);
}

/** A piece of this dossier that has its file. */
export async function pieceDe(qui: APIRequestContext, dossierId: string): Promise<string | null> {
  const html = await (await qui.get(`/dossiers/${dossierId}/pieces`)).text();
  return /\/api\/v1\/pieces\/([0-9a-f-]{36})/.exec(html)?.[1] ?? null;
}

/** The first identifier that follows this in a page, e.g. « /habilitations/demandes/ ». */
export async function identifiantDans(qui: APIRequestContext, page: string, avant: string): Promise<string | null> {
  const html = await (await qui.get(page)).text();
  return new RegExp(`${avant}([0-9a-f-]{36})`).exec(html)?.[1] ?? null;
}

/** An address from its pattern. */
export const adresseDe = (motif: string, valeurs: Record<string, string>): string =>
  motif.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, nom: string) => encodeURIComponent(valeurs[nom] ?? `sans-${nom}`));

/** An import of the carte, read and left to be confirmed: the page of its report. */
export async function importCartePrepare(region: APIRequestContext, baseURL: string): Promise<string> {
  const rangees = ["PAGES001", "PAGES002"].map((numero) => rangeeOrion({ numero }));
  const reponse = await region.post("/api/v1/carte/imports", {
    headers: { origin: baseURL },
    multipart: {
      type: "orion",
      region: "01",
      fichier: { name: "orion.csv", mimeType: "text/csv", buffer: Buffer.from(csvOrion(rangees)) },
    },
  });
  const lu = /"id":"([0-9a-f-]{36})"/.exec(await reponse.text())?.[1];
  if (lu === undefined) throw new Error(`L’import de la carte n’a pas été lu : ${reponse.status()}`);
  return lu;
}

/** An import of reference data, prepared and left so: the demo data have none. */
export async function importPrepare(administrateur: APIRequestContext, baseURL: string): Promise<string> {
  const reponse = await administrateur.post("/api/v1/referentiels", {
    headers: { origin: baseURL },
    multipart: {
      type: "annuaire",
      fichier: {
        name: "annuaire.csv",
        mimeType: "text/csv",
        buffer: readFileSync("tests/fixtures/reference/annuaire-35.csv"),
      },
    },
  });
  const lu = /"(?:id|importId)":"([0-9a-f-]{36})"/.exec(await reponse.text())?.[1];
  if (lu === undefined) throw new Error(`L’import n’a pas été préparé : ${reponse.status()}`);
  return lu;
}
