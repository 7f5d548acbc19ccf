import "server-only";
import { type Centimes, ecrireMontant, lireMontant } from "@/lib/domain/argent";
import type { DateIso } from "@/lib/domain/dates";
import { aEngager } from "@/lib/domain/lettres";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { Tx } from "@/lib/server/base";
import type { DossierTenu } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ecrireSysteme } from "@/lib/server/edition/ecrire-systeme";

type Partenaire = NonNullable<DossierFichier["partenaires"]>[number];
type Signature = { montant: Centimes; signeeLe: DateIso };

const changerPartenaire =
  (cle: string, changer: (p: Partenaire) => Partenaire) =>
  (f: DossierFichier): DossierFichier => ({
    ...f,
    partenaires: (f.partenaires ?? []).map((p) => (p.id === cle ? changer(p) : p)),
  });

/** The partner's commitment in the dossier: what the rules read, the exchange file carries and every page shows. */
export const inscrireSignature = (
  tx: Tx,
  agent: Agent,
  dossier: DossierTenu,
  cle: string,
  { montant, signeeLe }: Signature,
  maintenant: Date,
): Promise<void> =>
  ecrireSysteme(
    tx,
    agent,
    dossier,
    "partenaires",
    changerPartenaire(cle, (p) => ({ ...p, lettreEngagement: { montant: ecrireMontant(montant), signeeLe } })),
    maintenant,
  );

const estCelle = (p: Partenaire, { montant, signeeLe }: Signature): boolean => {
  const lue = p.lettreEngagement;
  return lue?.signeeLe === signeeLe && lue.montant != null && lireMontant(lue.montant) === montant;
};

/** Empties it, when it is still this letter's: what someone typed since is theirs. */
export const effacerSignature = (
  tx: Tx,
  agent: Agent,
  dossier: DossierTenu,
  cle: string,
  signature: Signature,
  maintenant: Date,
): Promise<void> =>
  ecrireSysteme(
    tx,
    agent,
    dossier,
    "partenaires",
    changerPartenaire(cle, (p) => (estCelle(p, signature) ? { ...p, lettreEngagement: null } : p)),
    maintenant,
  );

/** The lines that a partner's signed letter proves become « engagé »: those of the plan that it pays. How many were not yet. */
export async function engagerLignes(
  tx: Tx,
  agent: Agent,
  dossier: DossierTenu,
  cle: string,
  maintenant: Date,
): Promise<number> {
  let nombre = 0;
  const changer = (f: DossierFichier): DossierFichier => ({
    ...f,
    financements: (f.financements ?? []).map((l) => {
      if (l.partenaire !== cle || !aEngager(l)) return l;
      nombre += 1;
      return { ...l, engage: true };
    }),
  });
  await ecrireSysteme(tx, agent, dossier, "financement", changer, maintenant);
  return nombre;
}
