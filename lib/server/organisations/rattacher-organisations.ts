import "server-only";
import type { Categorie, Nature } from "@/lib/domain/nomenclatures";
import type { Tx } from "@/lib/server/base";
import { dateAnnuaire } from "@/lib/server/organisations/date-annuaire";
import { tenirDeclaree, tenirEtablissement } from "@/lib/server/organisations/ecrire-organisation";
import {
  type EtablissementLu,
  identiteAnnuaire,
  rechercheDe,
  SELECTION_ETABLISSEMENT,
} from "@/lib/server/organisations/identites";

/** As the exchange file and the database both have it. */
type Partenaire = Readonly<{
  id?: string | null | undefined;
  nom?: string | null | undefined;
  siret?: string | null | undefined;
  uai?: string | null | undefined;
  nature?: string | null | undefined;
  categorie?: string | null | undefined;
}>;

/** What names a partner's organisation: an établissement of the annuaire, else its SIRET, else its UAI. */
type Cible =
  | { type: "annuaire"; cle: string; etablissement: EtablissementLu }
  | { type: "declaree"; cle: string; siret: string | null; uai: string | null };

/** Another write in the shared list by the same transaction: it takes its turn among the others. */
export type EcritureEnPlus = { cle: string; ecrire: () => Promise<unknown> };

/**
 * Ties each partner of the dossier that has a SIRET or a UAI to its organisation of the shared list, in the transaction that has just
 * written the partners. What a dossier types becomes the identity of an organisation that nobody else knows, and of no other.
 */
export async function rattacherOrganisations(
  tx: Tx,
  dossierId: string,
  partenaires: readonly Partenaire[] | null | undefined,
  maintenant: Date,
  enPlus?: EcritureEnPlus,
): Promise<void> {
  const nommes = (partenaires ?? []).filter((p) => p.siret != null || p.uai != null);
  const lies = await tx.partenaire.findMany({
    where: { dossierId },
    select: { cle: true, organisationId: true },
  });
  const voulus = new Map<string, string | null>(lies.map((l) => [l.cle, null]));
  if (nommes.length > 0) {
    const cibles = await viser(tx, nommes);
    const le = await dateAnnuaire(tx);
    const ecritures: EcritureEnPlus[] = cibles.map(({ partenaire, cible }) => ({
      cle: cible.cle,
      async ecrire() {
        const id = await tenir(tx, dossierId, partenaire, cible, le, maintenant);
        if (partenaire.id != null && id !== null) voulus.set(partenaire.id, id);
      },
    }));
    // In one order for everyone: two dossiers with the same partners never wait for each other in a circle.
    const enOrdre = [...(enPlus === undefined ? [] : [enPlus]), ...ecritures].sort((a, b) =>
      a.cle === b.cle ? 0 : a.cle < b.cle ? -1 : 1,
    );
    for (const { ecrire } of enOrdre) await ecrire();
  }
  const aLier = lies
    .filter((l) => voulus.get(l.cle) !== l.organisationId)
    .map(({ cle }) => ({ cle, organisation: voulus.get(cle) ?? null }));
  if (aLier.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Partenaire" p SET "organisationId" = l."organisation"
      FROM json_to_recordset(${JSON.stringify(aLier)}::json) AS l("cle" text, "organisation" uuid)
     WHERE p."dossierId" = ${dossierId}::uuid AND p."cle" = l."cle"`;
}

async function viser(tx: Tx, nommes: readonly Partenaire[]): Promise<{ partenaire: Partenaire; cible: Cible }[]> {
  const codes = (champ: "uai" | "siret") => [...new Set(nommes.flatMap((p) => p[champ] ?? []))];
  const connus = await tx.etablissement.findMany({
    where: { OR: [{ uai: { in: codes("uai") } }, { siret: { in: codes("siret") } }] },
    select: SELECTION_ETABLISSEMENT,
  });
  return nommes.map((partenaire) => {
    const { uai = null, siret = null } = partenaire;
    const etablissement = connus.find((e) => e.uai === uai) ?? seulAuSiret(connus, siret);
    return {
      partenaire,
      cible:
        etablissement !== undefined
          ? { type: "annuaire", cle: etablissement.uai, etablissement }
          : // One identifier only: a SIRET and a UAI typed together may be those of two organisations.
            { type: "declaree", cle: siret ?? uai ?? "", siret, uai: siret === null ? uai : null },
    };
  });
}

/** Several établissements at one SIRET (cité scolaire): only their UAI tells which one it is. */
function seulAuSiret(connus: readonly EtablissementLu[], siret: string | null): EtablissementLu | undefined {
  const la = siret === null ? [] : connus.filter((e) => e.siret === siret);
  const ouverts = la.filter((e) => e.fermeLe === null);
  const choix = ouverts.length > 0 ? ouverts : la;
  return choix.length === 1 ? choix[0] : undefined;
}

async function tenir(
  tx: Tx,
  dossierId: string,
  p: Partenaire,
  cible: Cible,
  le: Date | null,
  maintenant: Date,
): Promise<string | null> {
  if (cible.type === "annuaire" && le !== null) {
    const identite = identiteAnnuaire(cible.etablissement, le);
    return tenirEtablissement(tx, { ...identite, uai: cible.etablissement.uai, verifieeLe: le }, maintenant);
  }
  const { siret, uai } = cible.type === "annuaire" ? { siret: null, uai: cible.cle } : cible;
  const nom = p.nom?.trim();
  // An identifier alone is nobody yet.
  if (!nom) return null;
  const declaree = {
    nom,
    siret,
    uai,
    nature: (p.nature ?? null) as Nature | null,
    categorie: (p.categorie ?? null) as Categorie | null,
    commune: null,
    source: "declaree" as const,
    verifieeLe: null,
    fermeeLe: null,
  };
  const connue = await tenirDeclaree(tx, declaree, maintenant);
  if (connue.declaree) await corriger(tx, dossierId, connue.id, declaree, maintenant);
  return connue.id;
}

type Declaree = {
  nom: string;
  siret: string | null;
  uai: string | null;
  nature: Nature | null;
  categorie: Categorie | null;
};

/** A dossier corrects what it alone declares; where another has the organisation too, the first word stays. */
async function corriger(tx: Tx, dossierId: string, id: string, d: Declaree, maintenant: Date): Promise<void> {
  await tx.organisation.updateMany({
    where: {
      id,
      source: "declaree",
      partenaires: { none: { dossierId: { not: dossierId } } },
      OR: [{ nom: { not: d.nom } }, differe("nature", d.nature), differe("categorie", d.categorie)],
    },
    data: {
      nom: d.nom,
      nature: d.nature,
      categorie: d.categorie,
      recherche: rechercheDe({ ...d, commune: null }),
      modifieLe: maintenant,
      version: { increment: 1 },
    },
  });
}

/** « IS DISTINCT FROM »: a null is a value like another here. */
const differe = (champ: "nature" | "categorie", valeur: string | null) =>
  valeur === null ? { [champ]: { not: null } } : { OR: [{ [champ]: null }, { [champ]: { not: valeur } }] };
