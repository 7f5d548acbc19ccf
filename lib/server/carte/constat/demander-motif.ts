import "server-only";
import type { z } from "zod";
import { ecartConstat, placesPrevues } from "@/lib/domain/carte/constat";
import { debutDuJourAParis, ecartJours, jourAParis } from "@/lib/domain/dates";
import { accorder, ecrireDateCourte, typographie } from "@/lib/domain/ecriture";
import { uneLigne } from "@/lib/domain/une-ligne";
import { courrierConfigure } from "@/lib/integrations/courrier";
import { adresseConstat, type demandeMotifEcart } from "@/lib/schemas/constat";
import { adresseAbsolue } from "@/lib/server/adresse";
import { type Tx, transaction } from "@/lib/server/base";
import { CHAMPS_DEMANDE } from "@/lib/server/carte/constat/mesures-constat";
import { deposerCourriel } from "@/lib/server/courriels/deposer-courriel";
import { envoyerApres } from "@/lib/server/courriels/expedier-courriels";
import { type Agent, cartePermise } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { habilitationVivante } from "@/lib/server/habilitations/conditions";
import { ecrireEntree } from "@/lib/server/journal";

/** Days before the same question may be asked again. */
const DELAI_RELANCE = 7;
const CLE_VERROU = 7_141_007;

export type MotifDemande = {
  /** People of the établissement who have an account. */
  personnes: number;
  /** They were written to today already, about another demand: their page shows this one too. */
  dejaEcrit: boolean;
  courrier: boolean;
};

/** Asks the établissement why places planned are not open: its people are written to once a day at most, and their table shows it. */
export async function demanderMotif(
  agent: Agent,
  { numero, rentree }: z.output<typeof demandeMotifEcart>,
  maintenant: Date,
): Promise<MotifDemande> {
  const bilan = await transaction(async (tx) => {
    const demande = await tx.demandeOrion.findFirst({
      where: { AND: [cartePermise(agent, "constat.demander_motif"), { numero }] },
      select: {
        ...CHAMPS_DEMANDE,
        ...{ uai: true, regionAcademique: true, formation: true, cfd: true },
        constats: { where: { rentree } },
      },
    });
    if (demande === null)
      throw new ErreurMetier("introuvable", "Cette demande n’existe pas, ou ne vous est pas ouverte.");
    const [constat] = demande.constats;
    if (constat === undefined)
      throw new ErreurMetier(
        "regle",
        "Le constat de cette rentrée n’est pas encore saisi : il n’y a pas d’écart connu.",
      );
    const ecart = ecartConstat(placesPrevues(demande), constat);
    if (ecart.nul) throw new ErreurMetier("regle", "Les places ouvertes sont celles qui étaient prévues.");
    if (constat.motif !== null) throw new ErreurMetier("conflit", "L’établissement vient de donner ce motif.");
    // Two questions at once to one établissement follow each other: the second sees that its people were written to.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CLE_VERROU}::int, hashtext(${demande.uai}))`;
    const aujourdhui = debutDuJourAParis(jourAParis(maintenant));
    // Asked before this one is written, or it would count itself.
    const dejaEcrit = await dejaEcritAujourdhui(tx, demande, aujourdhui);
    await inscrire(tx, agent, { numero, rentree }, maintenant);
    const adresses = await personnesDe(tx, demande, maintenant);
    if (adresses.length === 0)
      throw new ErreurMetier(
        "regle",
        "Personne n’a de compte pour cet établissement dans Rigel : demandez-lui ce motif par un autre moyen.",
      );
    if (!dejaEcrit) {
      const page = await adresseAbsolue(adresseConstat({ uai: demande.uai, rentree }) as `/${string}`);
      const nom = uneLigne(demande.formation ?? `formation ${demande.cfd}`);
      const blocs = [
        "Bonjour,",
        `À la rentrée ${rentree}, le constat de « ${nom} » (demande ${uneLigne(numero)}) s’écarte de ce qui était prévu : ${phraseEcart(ecart.places)}. La région académique vous demande pourquoi.`,
        "Donnez le motif sur la ligne de cette demande, et sur les autres qui n’en ont pas :",
      ];
      const corps = [...blocs.map(typographie), page, "Rigel, projets AMI CMA et ATCF des régions académiques"].join(
        "\n\n",
      );
      const objet = "Un motif d’écart vous est demandé";
      for (const destinataire of adresses) await deposerCourriel(tx, { destinataire, genre: "relance", objet, corps });
    }
    await ecrireEntree(tx, {
      action: "constat.demander_motif",
      acteur: agent,
      objet: demande.uai,
      apres: { demande: numero, rentree, personnes: adresses.length },
    });
    return { personnes: adresses.length, dejaEcrit };
  });
  envoyerApres();
  return { ...bilan, courrier: courrierConfigure() };
}

const phraseEcart = (places: number): string =>
  places < 0
    ? `${accorder(-places, "place manque", "places manquent")}`
    : places > 0
      ? `${accorder(places, "place de plus", "places de plus")}`
      : "les places sont réparties autrement";

/** Who is asked. A row may name another région's établissement: its people there are not this région's to write to. */
type Interroges = { uai: string; regionAcademique: string | null };

async function dejaEcritAujourdhui(tx: Tx, ou: Interroges, depuis: Date): Promise<boolean> {
  const recentes = await tx.demandeMotif.findMany({ where: { demandeeLe: { gte: depuis } }, select: { numero: true } });
  if (recentes.length === 0) return false;
  const { uai, regionAcademique } = ou;
  const numeros = recentes.map((r) => r.numero);
  return (await tx.demandeOrion.count({ where: { uai, regionAcademique, numero: { in: numeros } } })) > 0;
}

async function inscrire(
  tx: Tx,
  agent: Agent,
  cle: { numero: string; rentree: number },
  maintenant: Date,
): Promise<void> {
  const valeurs = { demandeeLe: maintenant, demandeeParId: agent.id };
  const avant = await tx.demandeMotif.findUnique({ where: { numero_rentree: cle }, select: { demandeeLe: true } });
  if (avant !== null && ecartJours(jourAParis(avant.demandeeLe), jourAParis(maintenant)) < DELAI_RELANCE)
    throw new ErreurMetier(
      "conflit",
      `Ce motif a déjà été demandé le ${ecrireDateCourte(jourAParis(avant.demandeeLe))}. Vous pourrez le redemander ${DELAI_RELANCE} jours après.`,
    );
  if (avant === null) await tx.demandeMotif.create({ data: { ...cle, ...valeurs } });
  else await tx.demandeMotif.update({ where: { numero_rentree: cle }, data: valeurs });
}

/** Those who may say it: a live right on this établissement in the demand's own région, an open account. */
async function personnesDe(tx: Tx, { uai, regionAcademique }: Interroges, maintenant: Date): Promise<string[]> {
  if (regionAcademique === null) return [];
  const droits = await tx.habilitation.findMany({
    where: {
      AND: [habilitationVivante(maintenant)],
      ...{ role: "etablissement", uai, regionAcademique, dossierId: null },
      utilisateur: { desactiveLe: null, effaceLe: null },
    },
    select: { utilisateur: { select: { email: true } } },
  });
  return [...new Set(droits.map((d) => d.utilisateur.email))].sort();
}
