import "server-only";
import type { z } from "zod";
import { type Centimes, centimes, ecrireMontant, lireMontant } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import { certain } from "@/lib/domain/faits";
import { LETTRES_PAR_PARTENAIRE_MAX } from "@/lib/domain/registre-lettres";
import { nouvelleCle, stockage } from "@/lib/integrations/stockage";
import { type LettrePdf, produireLettrePdf, texteLettre } from "@/lib/pdf/lettre";
import type { EntreeLettre } from "@/lib/pdf/lettre/entree";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { demandePreparation } from "@/lib/schemas/lettres";
import { lecture, type Tx, transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { instantDe } from "@/lib/server/lettres/instant";
import { type Engagement, lireEngagements } from "@/lib/server/lettres/lire-entrees";
import { retenirCourriels } from "@/lib/server/lettres/retenir-courriels";
import { effacerOrphelin } from "@/lib/server/pieces/effacer-orphelin";
import { sha256 } from "@/lib/server/sha256";

type Demande = z.output<typeof demandePreparation>;
type Voulue = Demande["lettres"][number];
type APreparer = { voulue: Voulue; entree: EntreeLettre; remplacee: Courante | null; motif: string | null };
type Courante = { id: string; partenaire: string; montant: bigint; version: number; pdfCle: string };

const DELAI = { timeout: 60_000 };

/**
 * Makes the letter of each of these partners with today's amount. The one it replaces is set aside with the reason; what the partner's
 * form says of a former signature stays until another letter is signed. All or none.
 */
export async function preparerLettres(
  agent: Agent,
  demande: Demande,
  recue: Date,
): Promise<{ lettres: { id: string; partenaire: string; numero: number }[] }> {
  const { dossierId } = demande;
  // Before the lock: sixty letters take seconds. What changed meanwhile is made again behind it.
  const avance = await produireAvance(agent, demande, recue);
  const ecrites: string[] = [];
  try {
    return await transaction(async (tx) => {
      await verrouiller(tx, agent, dossierId, "lettre.gerer");
      const maintenant = await instantDe(tx, dossierId, recue);
      const lettres = [];
      const fichiers: { cle: string; octets: Uint8Array }[] = [];
      for (const { voulue, entree, remplacee, motif } of await exigerPreparables(tx, demande, maintenant)) {
        const pdf = avance.get(texteLettre(entree)) ?? (await produireLettrePdf(entree));
        if (remplacee !== null) await mettreDeCote(tx, agent, remplacee, motif ?? "", maintenant);
        const cle = nouvelleCle("pieces");
        const { id } = await tx.lettreEngagement.create({
          data: {
            dossierId,
            partenaire: voulue.partenaire,
            nomPartenaire: entree.partenaire.nom,
            numero: entree.numero,
            montant: pdf.montant,
            prepareeLe: maintenant,
            prepareeParId: agent.id,
            pdfCle: cle,
            pdfOctets: pdf.octets.byteLength,
            pdfSha256: sha256(pdf.octets),
          },
          select: { id: true },
        });
        await ecrireEntree(tx, {
          action: "lettre.preparer",
          acteur: agent,
          dossierId,
          objet: id,
          ...(remplacee !== null && {
            avant: { lettre: remplacee.id, montant: ecrireMontant(centimes(remplacee.montant)) },
          }),
          apres: { partenaire: voulue.partenaire, numero: entree.numero, montant: ecrireMontant(pdf.montant) },
        });
        fichiers.push({ cle, octets: pdf.octets });
        lettres.push({ id, partenaire: voulue.partenaire, numero: entree.numero });
      }
      // Last step: once the files are in place only the commit is left.
      for (const { cle, octets } of fichiers) {
        ecrites.push(cle);
        await stockage.ecrire(cle, octets);
      }
      return { lettres };
    }, DELAI);
  } catch (erreur) {
    for (const cle of ecrites) await effacerOrphelin(dossierId, cle);
    throw erreur;
  }
}

/** By what they say. Judged first: a letter that would be refused is not made. Whoever may not is told behind the lock. */
async function produireAvance(
  agent: Agent,
  demande: Demande,
  maintenant: Date,
): Promise<ReadonlyMap<string, LettrePdf>> {
  const faites = new Map<string, LettrePdf>();
  const { dossierId } = demande;
  if (!estIdentifiant(dossierId)) return faites;
  const prets = await lecture(async (tx) => {
    const permis = await tx.dossier.count({ where: { id: dossierId, AND: [dossiersPermis(agent, "lettre.gerer")] } });
    return permis === 0 ? [] : exigerPreparables(tx, demande, maintenant);
  });
  for (const { entree } of prets) faites.set(texteLettre(entree), await produireLettrePdf(entree));
  return faites;
}

async function numerosSuivants(tx: Tx, dossierId: string): Promise<(partenaire: string) => number> {
  const derniers = await tx.lettreEngagement.groupBy({
    by: ["partenaire"],
    where: { dossierId },
    _max: { numero: true },
  });
  const parPartenaire = new Map(derniers.map((d) => [d.partenaire, d._max.numero ?? 0]));
  return (partenaire) => (parPartenaire.get(partenaire) ?? 0) + 1;
}

/** All the refusals at once: nobody corrects sixty letters one by one. */
async function exigerPreparables(tx: Tx, { dossierId, lettres }: Demande, maintenant: Date): Promise<APreparer[]> {
  const engagements = await lireEngagements(tx, dossierId, maintenant);
  const numeros = await numerosSuivants(tx, dossierId);
  const courantes = new Map(
    (
      await tx.lettreEngagement.findMany({
        where: { dossierId, retireeLe: null },
        select: { id: true, partenaire: true, montant: true, version: true, pdfCle: true },
      })
    ).map((l) => [l.partenaire, l]),
  );
  const refus: string[] = [];
  const prets: APreparer[] = [];
  let depassees = false;
  for (const voulue of lettres) {
    const engagement = engagements.get(voulue.partenaire);
    const courante = courantes.get(voulue.partenaire) ?? null;
    if ((courante?.id ?? null) !== voulue.vue) {
      depassees = true;
      refus.push(
        `La lettre de « ${engagement?.nom ?? voulue.partenaire} » a changé pendant que vous regardiez cette page.`,
      );
      continue;
    }
    const autre = autreMontant(engagement, voulue);
    if (autre !== null) {
      depassees = true;
      refus.push(autre);
      continue;
    }
    const numero = numeros(voulue.partenaire);
    const refuse = pourquoiPas(engagement, courante, voulue, numero);
    if (refuse !== null || engagement === undefined) refus.push(refuse ?? "Ce partenaire n’est plus dans le dossier.");
    else
      prets.push({
        voulue,
        entree: { ...engagement.entree, numero },
        remplacee: courante,
        motif: courante === null ? null : (voulue.motif ?? motifMontant(courante.montant, engagement.plan.min)),
      });
  }
  if (depassees)
    throw new ErreurMetier("conflit", `${refus.join(" ")} La page est relue : vérifiez, puis recommencez.`);
  if (refus.length > 0) throw new ErreurMetier("regle", refus.join(" "));
  return prets;
}

const motifMontant = (avant: bigint, apres: Centimes): string =>
  `Montant modifié : de ${ecrireEuros(centimes(avant))} à ${ecrireEuros(apres)}.`;

/** The plan moved since the page showed it: nobody signs an amount that the team did not read. */
function autreMontant(engagement: Engagement | undefined, { montant }: Voulue): string | null {
  const vu = lireMontant(montant);
  if (engagement === undefined || vu === undefined || !certain(engagement.plan) || engagement.plan.min === vu)
    return null;
  return `Le montant de « ${engagement.nom} » au plan a changé : vous aviez sous les yeux ${ecrireEuros(vu)}, il est de ${ecrireEuros(engagement.plan.min)}.`;
}

function pourquoiPas(
  engagement: Engagement | undefined,
  courante: Courante | null,
  { motif }: Voulue,
  numero: number,
): string | null {
  if (engagement === undefined) return "Un partenaire choisi n’est plus dans le dossier.";
  const { nom, plan } = engagement;
  if (!certain(plan))
    return `Le montant de « ${nom} » n’est pas encore certain : complétez ses lignes du plan de financement (origine et montant).`;
  if (plan.min === 0n) return `« ${nom} » n’apporte aucun cofinancement : sa lettre est sans objet.`;
  if (numero > LETTRES_PAR_PARTENAIRE_MAX)
    return `« ${nom} » a déjà reçu ${LETTRES_PAR_PARTENAIRE_MAX} lettres, retirées comprises : demandez à l’administrateur du service.`;
  if (courante !== null && courante.montant === plan.min && motif == null)
    return `La lettre de « ${nom} » porte déjà le montant d’aujourd’hui : dites pourquoi elle est refaite.`;
  return null;
}

async function mettreDeCote(tx: Tx, agent: Agent, l: Courante, motif: string, maintenant: Date): Promise<void> {
  await tx.lettreEngagement.update({
    where: { id: l.id, version: l.version },
    data: { retireeLe: maintenant, retireeParId: agent.id, motifRetrait: motif, version: { increment: 1 } },
    select: { id: true },
  });
  await retenirCourriels(tx, l.pdfCle);
}
