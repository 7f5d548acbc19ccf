import "server-only";
import type { z } from "zod";
import {
  type RegistreEntreprises,
  type ReponseRegistre,
  registreConfigure,
} from "@/lib/integrations/registre-entreprises";
import type { demandeVerification, Verification } from "@/lib/schemas/organisations";
import { lecture, type Tx, transaction } from "@/lib/server/base";
import { deJour } from "@/lib/server/dossiers/lignes";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ErreurMetier, introuvable } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { journal } from "@/lib/server/journaux";
import { tenirRegistre } from "@/lib/server/organisations/ecrire-organisation";
import { SELECTION_ORGANISATION, versIdentite } from "@/lib/server/organisations/identites";
import { type EcritureEnPlus, rattacherOrganisations } from "@/lib/server/organisations/rattacher-organisations";

type Demande = z.output<typeof demandeVerification>;

/**
 * Asks who the SIRET of a partner is: the annuaire first, which is at hand, then the company register, outside of any
 * transaction. Whatever is not a plain answer leaves the identity as it was; a SIRET that the register no longer knows stops being verified.
 */
export async function verifierOrganisation(
  agent: Agent,
  { dossierId, partenaire: cle }: Demande,
  maintenant: Date,
  registre: RegistreEntreprises | null = registreConfigure(),
): Promise<Verification> {
  const { siret, uai, source } = await lire(agent, dossierId, cle);
  if (siret === null && uai === null)
    throw new ErreurMetier("saisie", "Ce partenaire n’a ni SIRET ni UAI enregistré : complétez-le, puis vérifiez.");
  const reponse: ReponseRegistre | null =
    siret === null || registre === null || source === "annuaire" ? null : await registre.chercher(siret);
  if (reponse?.etat === "indisponible")
    journal.warn(
      { action: "organisation.verifier", motif: reponse.motif },
      "Le registre des entreprises ne répond pas",
    );
  return transaction(async (tx) => {
    await verrouiller(tx, agent, dossierId, "dossier.modifier");
    const present = await tx.partenaire.findUnique({
      where: { dossierId_cle: { dossierId, cle } },
      select: { cle: true, nom: true, siret: true, uai: true, nature: true, categorie: true },
    });
    if (present === null) throw introuvable();
    if (present.siret !== siret || present.uai !== uai)
      throw new ErreurMetier("conflit", "Ce SIRET vient d’être changé par quelqu’un : relancez la vérification.");
    const enPlus =
      siret === null || reponse === null
        ? undefined
        : { cle: siret, ecrire: () => retenir(tx, siret, reponse, maintenant) };
    await rattacher(tx, dossierId, maintenant, enPlus);
    const { organisation } = await tx.partenaire.findUniqueOrThrow({
      where: { dossierId_cle: { dossierId, cle } },
      select: { organisation: { select: SELECTION_ORGANISATION } },
    });
    const issue =
      organisation?.source === "annuaire" ? "trouvee" : issueDe(reponse, { registre: registre !== null, siret });
    await ecrireEntree(tx, { action: "organisation.verifier", acteur: agent, dossierId, objet: cle, apres: { issue } });
    return { issue, organisation: organisation === null ? null : versIdentite(organisation) };
  });
}

const issueDe = (
  reponse: ReponseRegistre | null,
  { registre, siret }: { registre: boolean; siret: string | null },
): Verification["issue"] => reponse?.etat ?? (registre && siret === null ? "sans_siret" : "non_configure");

/** The partner as it is saved, through the right to change its dossier. */
async function lire(agent: Agent, dossierId: string, cle: string) {
  const lu = await lecture((tx) =>
    tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "dossier.modifier")] },
      select: {
        partenaires: { where: { cle }, select: { siret: true, uai: true, organisation: { select: { source: true } } } },
      },
    }),
  );
  // The reason of a refusal is told by the lock of every write.
  if (lu === null) {
    await transaction((tx) => verrouiller(tx, agent, dossierId, "dossier.modifier"));
    throw introuvable();
  }
  const [partenaire] = lu.partenaires;
  if (partenaire === undefined) throw introuvable();
  return { siret: partenaire.siret, uai: partenaire.uai, source: partenaire.organisation?.source ?? null };
}

async function retenir(tx: Tx, siret: string, reponse: ReponseRegistre, maintenant: Date): Promise<void> {
  if (reponse.etat === "trouvee") {
    const { nom, nature, categorie, commune, fermeeLe } = reponse.identite;
    const identite = { nom, siret, uai: null, nature, categorie, commune, fermeeLe };
    await tenirRegistre(tx, { ...identite, source: "registre", verifieeLe: maintenant }, maintenant);
  }
  if (reponse.etat === "absente")
    await tx.organisation.updateMany({
      where: { siret, source: "registre" },
      data: {
        source: "declaree",
        verifieeLe: null,
        fermeeLe: deJour(null),
        modifieLe: maintenant,
        version: { increment: 1 },
      },
    });
}

async function rattacher(tx: Tx, dossierId: string, maintenant: Date, enPlus?: EcritureEnPlus): Promise<void> {
  const partenaires = await tx.partenaire.findMany({
    where: { dossierId },
    select: { cle: true, nom: true, siret: true, uai: true, nature: true, categorie: true },
  });
  await rattacherOrganisations(
    tx,
    dossierId,
    partenaires.map(({ cle, ...p }) => ({ id: cle, ...p })),
    maintenant,
    enPlus,
  );
}
