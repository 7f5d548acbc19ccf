import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { env } from "@/lib/env";
import { stockage } from "@/lib/integrations/stockage";
import { verifierJournal } from "@/lib/server/audit/verifier-journal";
import { base, transaction } from "@/lib/server/base";
import { deposerDossier } from "@/lib/server/dossiers/deposer-dossier";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { ouvrirNouvelleVersion } from "@/lib/server/dossiers/ouvrir-nouvelle-version";
import { recalculerSynthese } from "@/lib/server/dossiers/synthese";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { balayerOrphelins } from "@/lib/server/pieces/balayer-orphelins";
import { creerAgent, deposable, exemple, importer, JOUR_DEPOT, octetsPdf, versionsVues } from "@/tests/db/monde";

/**
 * A real process that serves the portal's own use cases over HTTP, for the tests that kill it: an answer is an acknowledged
 * write. `/etat` reads everything back and says what does not hold together.
 */

const empreinteDuFichier = async (cle: string): Promise<string | null> => {
  const empreinte = createHash("sha256");
  try {
    for await (const morceau of createReadStream(path.join(env.RIGEL_DATA, "fichiers", cle))) empreinte.update(morceau);
    return empreinte.digest("hex");
  } catch {
    return null;
  }
};

let agent: Agent;

async function preparer(): Promise<{ agent: Agent; saisie: string; depot: string }> {
  const client = await base();
  agent = await creerAgent(client, "equipe_projet");
  const saisie = await importer(agent, exemple("brouillon-minimal"));
  const depot = await importer(agent, deposable(exemple("fpi-aura")));
  for (const { id: pieceId, type } of await client.piece.findMany({ where: { dossierId: depot } }))
    await ajouterPiece(agent, { dossierId: depot, pieceId, nom: `${type}.pdf`, octets: octetsPdf() }, JOUR_DEPOT);
  return { agent, saisie, depot };
}

type Modification = { dossierId: string; client: string; vue: number; ids: [string, string]; texte: string };

const GESTES: Record<string, (corps: never) => Promise<unknown>> = {
  preparer,
  reprendre: async (corps: { agent: Agent }) => {
    agent = corps.agent;
    return {};
  },
  // One field and one row: nothing may be there by half.
  modifier: async ({ dossierId, client, vue, ids, texte }: Modification) =>
    enregistrerModifications(
      agent,
      {
        dossierId,
        client,
        lecteur: agent.id,
        depuis: vue,
        operations: [
          { id: ids[0], type: "champ", nature: "saisie", vue, adresse: "diagnostic/besoins", valeur: texte },
          {
            ...{ id: ids[1], type: "ajout", nature: "saisie", vue, rang: 10_000 },
            adresse: `publics/publics/${ids[1]}`,
            valeur: { public: null, niveau: null, annee: null, prevu: vue },
          },
        ],
      },
      JOUR_DEPOT,
    ),
  piece: async ({ dossierId, texte }: { dossierId: string; texte: string }) =>
    ajouterPiece(agent, { dossierId, nom: "essai.pdf", octets: octetsPdf(texte) }, JOUR_DEPOT),
  deposer: async ({ dossierId }: { dossierId: string }) =>
    deposerDossier(agent, { dossierId, versionsVues: await versionsVues(agent, dossierId) }, JOUR_DEPOT),
  rouvrir: async ({ dossierId }: { dossierId: string }) => ouvrirNouvelleVersion(agent, dossierId, JOUR_DEPOT),
  etat: async () => ({ defauts: await defauts(), ...(await contenu()) }),
  balayer: async () => {
    await balayerOrphelins(new Date(Date.now() + 2 * 24 * 3_600_000));
    return { orphelins: await orphelins() };
  },
};

async function contenu() {
  const client = await base();
  const sections = await client.sectionDossier.findMany({ where: { section: "diagnostic" } });
  const dossiers = await client.dossier.findMany({ select: { id: true, besoins: true, etat: true, revision: true } });
  const pieces = await client.piece.findMany({ select: { id: true, sha256: true } });
  const versions = await client.versionDeposee.findMany({ select: { dossierId: true, numero: true } });
  const publics = await client.publicPrevu.findMany({
    orderBy: { rang: "asc" },
    select: { dossierId: true, cle: true },
  });
  return { sections, dossiers, pieces, versions, publics, orphelins: await orphelins() };
}

async function orphelins(): Promise<number> {
  const client = await base();
  const nommes = new Set([
    ...(await client.piece.findMany({ select: { cleStockage: true } })).map((p) => p.cleStockage),
    ...(await client.versionDeposee.findMany({ select: { pdfCle: true } })).map((v) => v.pdfCle),
  ]);
  return (await stockage.cles()).filter((cle) => !nommes.has(cle)).length;
}

/** The field's history ends on what is stored, and every row put in has its line in it. */
async function sansHistoire(dossierId: string, besoins: string | null): Promise<string[]> {
  const client = await base();
  const lignes = await client.modificationChamp.findMany({ where: { dossierId }, orderBy: { revision: "asc" } });
  const derniere = lignes.filter((l) => l.adresse === "diagnostic/besoins").at(-1);
  const ajouts = lignes.flatMap((l) => (l.type === "ajout" ? [l.adresse.split("/")[2]] : []));
  const publics = await client.publicPrevu.findMany({ where: { dossierId, cle: { in: ajouts as string[] } } });
  return [
    ...(derniere !== undefined && (derniere.apres as { v: unknown }).v !== besoins
      ? [`${dossierId} : le champ et son histoire diffèrent`]
      : []),
    ...(publics.length === ajouts.length ? [] : [`${dossierId} : une ligne sans son histoire, ou l’inverse`]),
  ];
}

/** Half states, each as a sentence. */
async function defauts(): Promise<string[]> {
  const client = await base();
  const trouves: string[] = [];
  const dire = (vrai: boolean, defaut: string) => {
    if (!vrai) trouves.push(defaut);
  };
  const ecrites = (dossierId: string, action: string) =>
    client.entreeJournal.count({ where: { dossierId, action, issue: "ok" } });

  for (const { id, cleStockage, sha256 } of await client.piece.findMany({ where: { cleStockage: { not: null } } })) {
    dire((await empreinteDuFichier(cleStockage as string)) === sha256, `pièce ${id} sans son fichier`);
    dire((await client.entreeJournal.count({ where: { objet: id } })) === 1, `pièce ${id} sans son entrée au journal`);
  }
  for (const { id, pdfCle, pdfSha256 } of await client.versionDeposee.findMany())
    dire((await empreinteDuFichier(pdfCle)) === pdfSha256, `version ${id} sans son PDF`);

  for (const dossier of await client.dossier.findMany()) {
    const { id } = dossier;
    const versions = await client.versionDeposee.count({ where: { dossierId: id } });
    dire((await ecrites(id, "dossier.deposer")) === versions, `${id} : dépôts et entrées du journal diffèrent`);
    const saisies = await client.sectionDossier.findMany({
      where: { dossierId: id, section: { in: ["diagnostic", "publics"] } },
    });
    dire(
      (await ecrites(id, "dossier.enregistrer_section")) === saisies.reduce((n, s) => n + s.version, 0),
      `${id} : enregistrements et entrées du journal diffèrent`,
    );
    trouves.push(...(await sansHistoire(id, dossier.besoins)));
    const lignes = await client.dossier.findUniqueOrThrow({ where: { id }, select: SELECTION_FICHIER });
    // An abandoned transaction would do; one that commits the same values is simpler.
    await transaction((tx) => recalculerSynthese(tx, null, dossier, versFichier(lignes), JOUR_DEPOT));
    const { verdict, aTraiter, coutTotal, subvention, recherche } = await client.dossier.findUniqueOrThrow({
      where: { id },
    });
    const egale =
      verdict === dossier.verdict &&
      aTraiter === dossier.aTraiter &&
      coutTotal === dossier.coutTotal &&
      subvention === dossier.subvention &&
      recherche === dossier.recherche;
    dire(egale, `${id} : la synthèse n’est pas celle de son contenu`);
  }
  const { anomalies } = await verifierJournal();
  trouves.push(...anomalies.map(({ phrase, genre }) => `journal : ${genre} ${phrase}`));
  return trouves;
}

const serveur = createServer((requete, reponse) => {
  const morceaux: Buffer[] = [];
  requete.on("data", (m: Buffer) => morceaux.push(m));
  requete.on("end", async () => {
    const geste = GESTES[requete.url?.slice(1) ?? ""];
    try {
      const resultat = await geste?.(JSON.parse(Buffer.concat(morceaux).toString() || "{}") as never);
      reponse.writeHead(200).end(JSON.stringify(resultat, (_, v) => (typeof v === "bigint" ? `${v}` : v)));
    } catch (erreur) {
      reponse.writeHead(500).end(erreur instanceof Error ? erreur.stack : String(erreur));
    }
  });
});

base().then(
  () => serveur.listen(0, "127.0.0.1", () => process.stdout.write(`${JSON.stringify(serveur.address())}\n`)),
  (erreur) => {
    process.stderr.write(`${erreur.stack}\n`);
    process.exitCode = 1;
  },
);
