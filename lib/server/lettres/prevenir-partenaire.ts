import "server-only";
import type { z } from "zod";
import { centimes } from "@/lib/domain/argent";
import { debutDuJourAParis, jourAParis } from "@/lib/domain/dates";
import { ecrireEuros, typographie } from "@/lib/domain/ecriture";
import { comparerAuPlan, montantAuPlan, RIEN } from "@/lib/domain/lettres";
import { uneLigne } from "@/lib/domain/une-ligne";
import { courrierConfigure } from "@/lib/integrations/courrier";
import type { demandePrevenir } from "@/lib/schemas/lettres";
import { transaction } from "@/lib/server/base";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { exigerBoitePourLettre } from "@/lib/server/lettres/boite-lettres";
import { lireEngagements } from "@/lib/server/lettres/lire-entrees";
import { nomDossier, pageDuContact } from "@/lib/server/lettres/mots-courriel";
import { lettreIntrouvable } from "@/lib/server/lettres/tenir-lettre";

/** Tells a partner that the amount of its letter has changed: asked for by the team, once a day at most, never by itself. */
export async function prevenirPartenaire(
  agent: Agent,
  { dossierId, lettreId, adresse }: z.output<typeof demandePrevenir>,
  maintenant: Date,
): Promise<{ id: string; courrier: boolean }> {
  await transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "lettre.gerer");
    const lettre = await tx.lettreEngagement.findFirst({
      where: { id: lettreId, dossierId, retireeLe: null },
      select: { partenaire: true, nomPartenaire: true, montant: true, envoyeeLe: true, signeeLe: true },
    });
    if (lettre === null) throw lettreIntrouvable();
    if (lettre.envoyeeLe === null && lettre.signeeLe === null)
      throw new ErreurMetier("conflit", "Cette lettre n’a pas été envoyée : personne n’est à prévenir.");
    const montant = centimes(lettre.montant);
    const plan = (await lireEngagements(tx, dossierId, maintenant)).get(lettre.partenaire)?.plan ?? RIEN;
    if (comparerAuPlan(montant, plan) !== "different")
      throw new ErreurMetier(
        "conflit",
        `La lettre de « ${lettre.nomPartenaire} » porte le montant du plan : il n’y a rien à dire.`,
      );
    const deja = await tx.entreeJournal.count({
      where: {
        action: "lettre.prevenir",
        dossierId,
        objet: lettreId,
        issue: "ok",
        le: { gte: debutDuJourAParis(jourAParis(maintenant)) },
      },
    });
    if (deja > 0) throw new ErreurMetier("regle", `« ${lettre.nomPartenaire} » a déjà été prévenu aujourd’hui.`);
    const page = await pageDuContact(tx, { id: dossierId, partenaire: lettre.partenaire, adresse }, maintenant);
    const blocs = [
      "Bonjour,",
      `Dans le dossier ${nomDossier(dossier)}, le montant que « ${uneLigne(lettre.nomPartenaire)} » apporte au projet a changé : la lettre d’engagement porte ${ecrireEuros(montant)}, le plan de financement ${ecrireEuros(montantAuPlan(montant, plan))}.`,
      "Cette lettre est donc périmée. L’équipe du dossier vous en adressera une autre : vous n’avez rien à faire d’ici là.",
      ...(page === null ? [] : [`Votre page :\n${page}`]),
      "Rigel, projets AMI CMA et ATCF des régions académiques",
    ];
    await exigerBoitePourLettre(tx, adresse, maintenant);
    await deposerCourriel(tx, {
      destinataire: adresse,
      genre: "lettre",
      objet: "Le montant d’une lettre d’engagement a changé",
      corps: blocs.map((b) => (page !== null && b.includes(page) ? b : typographie(b))).join("\n\n"),
    });
    await ecrireEntree(tx, {
      action: "lettre.prevenir",
      acteur: agent,
      dossierId,
      objet: lettreId,
      apres: { partenaire: lettre.partenaire },
    });
  });
  envoyerApres();
  return { id: lettreId, courrier: courrierConfigure() };
}
