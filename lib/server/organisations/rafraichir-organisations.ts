import "server-only";
import type { Tx } from "@/lib/server/base";
import {
  type EtablissementLu,
  identiteAnnuaire,
  rechercheDe,
  SELECTION_ETABLISSEMENT,
} from "@/lib/server/organisations/identites";

const LOT = 2_000;

/**
 * After an import of the annuaire: the organisations that it names are what it says, verified that day; the closed ones get their
 * date. Those of départements that the file does not hold keep the day they were last verified. `uais`: what the file names or closes.
 */
export async function rafraichirOrganisations(tx: Tx, uais: ReadonlySet<string>, maintenant: Date): Promise<number> {
  // Writers of dossiers meet organisations by SIRET or UAI, this import by id: no order of rows is common to both. The table itself
  // is taken, once, before any row of it: those who write in it end first, the next ones wait holding none of its rows. Readers go on.
  await tx.$executeRaw`LOCK TABLE "Organisation" IN EXCLUSIVE MODE`;
  const toutes = await tx.organisation.findMany({
    orderBy: { id: "asc" },
    select: { id: true, siret: true, uai: true },
  });
  const etablissements = await lireEtablissements(tx, toutes);
  const parUai = new Map(etablissements.map((e) => [e.uai, e]));
  const prises = new Set(toutes.flatMap((o) => o.uai ?? []));
  const sirets = new Map(toutes.flatMap((o) => (o.siret === null ? [] : [[o.siret, o.id] as const])));
  const lignes = toutes.flatMap((o) => {
    const e = o.uai === null ? seulOuvert(etablissements, o.siret, prises) : parUai.get(o.uai);
    if (e === undefined || !uais.has(e.uai)) return [];
    prises.add(e.uai);
    // One SIRET for several établissements: the first one that has it keeps it.
    const libre = e.siret === null || (sirets.get(e.siret) ?? o.id) === o.id;
    const siret = libre ? e.siret : null;
    if (siret !== null) sirets.set(siret, o.id);
    const { nom, nature, categorie, commune, fermeeLe } = identiteAnnuaire(e, maintenant);
    const identite = { nom, siret, uai: e.uai, nature, categorie, commune };
    return [{ id: o.id, ...identite, fermeeLe, recherche: rechercheDe(identite) }];
  });
  for (let i = 0; i < lignes.length; i += LOT) await ecrire(tx, lignes.slice(i, i + LOT), maintenant);
  return lignes.length;
}

async function lireEtablissements(
  tx: Tx,
  toutes: readonly { siret: string | null; uai: string | null }[],
): Promise<EtablissementLu[]> {
  const codes = (champ: "siret" | "uai") => toutes.flatMap((o) => o[champ] ?? []);
  const lus: EtablissementLu[] = [];
  for (const [champ, valeurs] of [
    ["uai", codes("uai")],
    ["siret", codes("siret")],
  ] as const)
    for (let i = 0; i < valeurs.length; i += LOT)
      lus.push(
        ...(await tx.etablissement.findMany({
          where: { [champ]: { in: valeurs.slice(i, i + LOT) } },
          orderBy: { uai: "asc" },
          select: SELECTION_ETABLISSEMENT,
        })),
      );
  return [...new Map(lus.map((e) => [e.uai, e])).values()];
}

/** Known by its SIRET alone: the one open établissement there, unless it has its organisation already. */
function seulOuvert(
  etablissements: readonly EtablissementLu[],
  siret: string | null,
  prises: ReadonlySet<string>,
): EtablissementLu | undefined {
  const la = siret === null ? [] : etablissements.filter((e) => e.siret === siret);
  const ouverts = la.filter((e) => e.fermeLe === null);
  const choix = ouverts.length > 0 ? ouverts : la;
  return choix.length === 1 && choix[0] !== undefined && !prises.has(choix[0].uai) ? choix[0] : undefined;
}

type Ligne = { id: string; siret: string | null };

async function ecrire(tx: Tx, lignes: readonly Ligne[], maintenant: Date): Promise<void> {
  const json = JSON.stringify(lignes);
  // SIRETs are unique row by row: those that move are let go of first.
  await tx.$executeRaw`
    UPDATE "Organisation" o SET "siret" = NULL
      FROM json_to_recordset(${json}::json) AS l("id" uuid, "siret" text)
     WHERE o."id" = l."id" AND o."uai" IS NOT NULL AND o."siret" IS DISTINCT FROM l."siret"`;
  await tx.$executeRaw`
    UPDATE "Organisation" o
       SET "nom" = l."nom", "siret" = l."siret", "uai" = l."uai", "nature" = l."nature", "categorie" = l."categorie",
           "commune" = l."commune", "source" = 'annuaire', "verifieeLe" = ${maintenant}, "fermeeLe" = l."fermeeLe",
           "recherche" = l."recherche", "modifieLe" = ${maintenant}, "version" = o."version" + 1
      FROM json_to_recordset(${json}::json) AS l(
        "id" uuid, "nom" text, "siret" text, "uai" text, "nature" text, "categorie" text, "commune" text, "fermeeLe" date,
        "recherche" text)
     WHERE o."id" = l."id"`;
}
