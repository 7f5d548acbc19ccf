import "server-only";
import { centimes, lireMontant } from "@/lib/domain/argent";
import type { DateIso } from "@/lib/domain/dates";
import {
  type ChangementRegle,
  fautesEvolution,
  NOMS_SEUILS,
  type NomSeuil,
  preparerRegime,
} from "@/lib/domain/evolution-regime";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import { REGIMES_PUBLIES, type Regime } from "@/lib/domain/regimes";
import type { Seuils } from "@/lib/domain/seuils";
import type { Confirmation } from "@/lib/domain/verdict";
import type { DocumentSource, VersionDemandee } from "@/lib/schemas/demande-regime";
import type { Tx } from "@/lib/server/base";
import { ErreurMetier } from "@/lib/server/erreur";
import { regimeDe } from "@/lib/server/regimes/lire-regimes";
import { erreurSaisie } from "@/lib/server/repondre";

/** A row of RegimePublie.documents. */
export type DocumentPublie = {
  regle?: string;
  seuil?: string;
  titre: string;
  date: string;
  lien?: string;
  documentId?: string;
  nom?: string;
  cle?: string;
  sha256?: string;
};

type Demande = Pick<VersionDemandee, "code" | "base" | "regles" | "seuils">;

/** The latest version published, its effect come or not: the next one starts from it. */
export async function dernierRegime(tx: Tx, code: CodeRegime): Promise<Regime> {
  const { _max } = await tx.regimePublie.aggregate({ where: { code }, _max: { numero: true } });
  const livre = REGIMES_PUBLIES.filter((r) => r.code === code).at(-1)?.numero ?? 0;
  return regimeDe(tx, code, Math.max(livre, _max.numero ?? 0));
}

/** « 66,67 » % as an exact fraction over ten thousand. */
function fraction(texte: string): Seuils["plafond"] {
  const [entiers = "0", decimales = ""] = texte.replace(/[\s%]/g, "").replace(",", ".").split(".");
  const numerateur = BigInt(entiers) * 100n + BigInt(decimales.padEnd(2, "0"));
  return numerateur % 100n === 0n
    ? { numerateur: numerateur / 100n, denominateur: 100n }
    : { numerateur, denominateur: 10_000n };
}

function seuilsDe(seuils: Demande["seuils"]): { valeurs: Partial<Seuils>; fautes: Record<string, string> } {
  const valeurs: Partial<Seuils> = {};
  const fautes: Record<string, string> = {};
  if (seuils.plafond) valeurs.plafond = fraction(seuils.plafond.valeur);
  for (const nom of ["subventionMin", "subventionMax"] as const) {
    const demande = seuils[nom];
    if (demande === undefined) continue;
    const montant = demande.valeur === null ? undefined : lireMontant(demande.valeur);
    if (montant === undefined) fautes[`seuils.${nom}.valeur`] = "Écrivez un montant en euros.";
    else valeurs[nom] = centimes(montant);
  }
  for (const nom of ["dureeMaxMois", "delaiGoMois", "pagesMax"] as const) {
    const demande = seuils[nom];
    if (demande === undefined) continue;
    if (demande.valeur === null) fautes[`seuils.${nom}.valeur`] = "Écrivez un nombre.";
    else valeurs[nom] = demande.valeur;
  }
  return { valeurs, fautes };
}

const confirmer = (d: DocumentSource, le: DateIso, organisation: string): Confirmation => ({
  titre: d.titre,
  date: d.date,
  ...(d.lien && { lien: d.lien }),
  ...(d.documentId && { document: d.documentId }),
  le,
  organisation,
});

/** The version asked for, from the latest one; everything that is wrong with it at once. */
export async function composerVersion(
  tx: Tx,
  demande: Demande,
  { jour, effetLe, organisation }: { jour: DateIso; effetLe: DateIso; organisation: string },
): Promise<{ dernier: Regime; suivant: Regime }> {
  const dernier = await dernierRegime(tx, demande.code);
  if (dernier.numero !== demande.base)
    throw new ErreurMetier(
      "conflit",
      `La version ${dernier.numero} de ce régime a été publiée depuis que vous avez commencé. Relisez-la, puis reprenez vos changements à partir d’elle.`,
    );
  const { valeurs, fautes } = seuilsDe(demande.seuils);
  const changements = demande.regles.map(
    (r): ChangementRegle => ({
      code: r.code,
      severite: r.severite,
      confirmation: r.confirmation ? confirmer(r.confirmation, jour, organisation) : undefined,
      raison: r.raison ?? undefined,
    }),
  );
  const suivant = preparerRegime(dernier, changements, valeurs, effetLe);
  Object.assign(fautes, fautesEvolution(dernier, suivant, changements));
  for (const [chemin, document] of documentsDe(demande))
    if (document.date > jour) fautes[`${chemin}.date`] = "La date du document ne peut pas être à venir.";
  if (Object.keys(fautes).length > 0) throw erreurSaisie(fautes);
  return { dernier, suivant };
}

/** Every document of a version, with the path of its fields. */
export function documentsDe({ regles, seuils }: Pick<Demande, "regles" | "seuils">): [string, DocumentSource][] {
  return [
    ...regles.flatMap((r): [string, DocumentSource][] =>
      r.confirmation ? [[`regles.${r.code}.confirmation`, r.confirmation]] : [],
    ),
    ...(Object.keys(NOMS_SEUILS) as NomSeuil[]).flatMap((nom): [string, DocumentSource][] => {
      const source = seuils[nom]?.source;
      return source ? [[`seuils.${nom}.source`, source]] : [];
    }),
  ];
}

/** What the row keeps of them: a file is known by its key and its SHA-256. */
export async function documentsPublies(tx: Tx, demande: Demande): Promise<DocumentPublie[]> {
  const cites = documentsDe(demande);
  const ids = cites.flatMap(([, d]) => (d.documentId ? [d.documentId] : []));
  const fichiers = await tx.documentRegime.findMany({
    where: { id: { in: ids } },
    select: { id: true, nom: true, cleStockage: true, sha256: true },
  });
  return cites.map(([chemin, d]) => {
    const [sorte, nom] = chemin.split(".");
    const commun = { [sorte === "regles" ? "regle" : "seuil"]: nom, titre: d.titre, date: d.date };
    if (!d.documentId) return { ...commun, lien: d.lien ?? "" };
    const fichier = fichiers.find((f) => f.id === d.documentId);
    if (fichier === undefined)
      throw erreurSaisie({ [`${chemin}.documentId`]: "Ce document n’est plus là : joignez-le à nouveau." });
    return {
      ...commun,
      documentId: fichier.id,
      nom: fichier.nom,
      cle: fichier.cleStockage,
      sha256: fichier.sha256,
    };
  });
}
