import "server-only";
import { nomEtat } from "@/lib/domain/etats";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { Tx } from "@/lib/server/base";
import { type DossierTenu, verrouillerDossiers } from "@/lib/server/dossiers/verrouiller";
import { type Agent, partsPermises, type VerbePart } from "@/lib/server/droits";
import { ErreurMetier, introuvable } from "@/lib/server/erreur";

const SELECTION = { id: true, titre: true, acronyme: true, etat: true, regime: true, regimeNumero: true } as const;

/** As `verrouiller`, for who may write one partner's part only: the dossier's row lock first, then the right, in the query. */
export async function verrouillerPart(
  tx: Tx,
  agent: Agent,
  { dossierId, partenaire }: { dossierId: string; partenaire: string },
  verbe: Exclude<VerbePart, "part.lire">,
): Promise<DossierTenu> {
  if (!estIdentifiant(dossierId)) throw introuvable();
  await verrouillerDossiers(tx, [dossierId]);
  const trouver = (v: VerbePart) =>
    tx.partenaire.findFirst({
      where: { dossierId, cle: partenaire, AND: [partsPermises(agent, v)] },
      select: { dossier: { select: SELECTION } },
    });
  const permise = await trouver(verbe);
  if (permise !== null) return { ...permise.dossier, regime: permise.dossier.regime as CodeRegime };
  const lue = await trouver("part.lire");
  if (lue === null) throw introuvable();
  throw new ErreurMetier("regle", motifEtat(lue.dossier.etat));
}

const motifEtat = (etat: DossierTenu["etat"]): string =>
  etat === "depose"
    ? "Ce dossier est déposé : votre part ne change plus, à moins que l’équipe n’ouvre une nouvelle version."
    : `Votre part ne se modifie plus : l’état du dossier est « ${nomEtat(etat).toLocaleLowerCase("fr")} ».`;
