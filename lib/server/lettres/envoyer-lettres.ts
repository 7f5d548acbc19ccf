import "server-only";
import type { z } from "zod";
import { centimes } from "@/lib/domain/argent";
import { ecrireEuros, typographie } from "@/lib/domain/ecriture";
import { certain } from "@/lib/domain/faits";
import { uneLigne } from "@/lib/domain/une-ligne";
import { courrierConfigure } from "@/lib/integrations/courrier";
import type { demandeEnvoi } from "@/lib/schemas/lettres";
import { type Tx, transaction } from "@/lib/server/base";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { exigerBoitePourLettre } from "@/lib/server/lettres/boite-lettres";
import { lireEngagements } from "@/lib/server/lettres/lire-entrees";
import { nomDossier, pageDuContact } from "@/lib/server/lettres/mots-courriel";
import { nomPdf } from "@/lib/server/lettres/nom-pdf";
import { lettreIntrouvable } from "@/lib/server/lettres/tenir-lettre";

type Demande = z.output<typeof demandeEnvoi>;

/** Sends each letter to its address, attached; a second sending says where the last one went. All or none. */
export async function envoyerLettres(
  agent: Agent,
  { dossierId, envois }: Demande,
  maintenant: Date,
): Promise<{ envoyees: number; courrier: boolean }> {
  await transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "lettre.gerer");
    const engagements = await lireEngagements(tx, dossierId, maintenant);
    const refus: string[] = [];
    for (const { lettreId, version, adresse } of envois) {
      const l = await tx.lettreEngagement.findFirst({
        where: { id: lettreId, dossierId },
        select: {
          partenaire: true,
          nomPartenaire: true,
          numero: true,
          montant: true,
          pdfCle: true,
          signeeLe: true,
          retireeLe: true,
          version: true,
        },
      });
      if (l === null) throw lettreIntrouvable();
      if (l.retireeLe !== null || l.version !== version)
        throw new ErreurMetier(
          "conflit",
          "Une lettre a changé pendant que vous regardiez cette page. La page est relue : vérifiez, puis recommencez.",
        );
      const plan = engagements.get(l.partenaire)?.plan;
      if (l.signeeLe !== null) refus.push(`La lettre de « ${l.nomPartenaire} » est déjà signée.`);
      else if (plan === undefined || !certain(plan) || plan.min !== l.montant)
        refus.push(`La lettre de « ${l.nomPartenaire} » ne porte plus le montant du plan : préparez-en une nouvelle.`);
      if (refus.length > 0) continue;
      await tx.lettreEngagement.update({
        where: { id: lettreId },
        data: { envoyeeLe: maintenant, envoyeeParId: agent.id, envoyeeA: adresse, version: { increment: 1 } },
        select: { id: true },
      });
      await exigerBoitePourLettre(tx, adresse, maintenant);
      await deposerCourriel(tx, {
        destinataire: adresse,
        genre: "lettre",
        // Administrators see subjects, and never what is in a dossier.
        objet: "Une lettre d’engagement à signer",
        corps: await corps(tx, agent, { ...dossier, ...l, adresse }, maintenant),
        piece: { nom: nomPdf(l), cle: l.pdfCle },
      });
      await ecrireEntree(tx, {
        action: "lettre.envoyer",
        acteur: agent,
        dossierId,
        objet: lettreId,
        apres: { partenaire: l.partenaire, numero: l.numero },
      });
    }
    if (refus.length > 0) throw new ErreurMetier("regle", refus.join(" "));
  });
  envoyerApres();
  return { envoyees: envois.length, courrier: courrierConfigure() };
}

type ALettre = {
  id: string;
  titre: string;
  acronyme: string | null;
  partenaire: string;
  nomPartenaire: string;
  montant: bigint;
  adresse: string;
};

async function corps(tx: Tx, agent: Agent, d: ALettre, maintenant: Date): Promise<string> {
  const page = await pageDuContact(tx, d, maintenant);
  const blocs = [
    "Bonjour,",
    `L’équipe du dossier ${nomDossier(d)} (${uneLigne(agent.organisation)}) vous adresse la lettre d’engagement de « ${uneLigne(d.nomPartenaire)} », partenaire du projet : ${ecrireEuros(centimes(d.montant))}.`,
    "La lettre est jointe à ce message. Vérifiez le montant, complétez les lignes vides, puis faites-la signer par une personne habilitée à engager votre organisation.",
    page === null
      ? "Renvoyez ensuite la lettre signée à l’équipe du dossier, par l’adresse habituelle : ne répondez pas à ce message, qui est automatique."
      : `Déposez ensuite la lettre signée, datée, sur votre page :\n${page}`,
    "Si le montant change, cette lettre sera périmée et une autre vous sera adressée.",
    "Rigel, projets AMI CMA et ATCF des régions académiques",
  ];
  return blocs.map((b) => (page !== null && b.includes(page) ? b : typographie(b))).join("\n\n");
}
