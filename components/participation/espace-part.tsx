"use client";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { AtelierProvider, type Ligne } from "@/components/dossier/atelier/contexte";
import { type ActionsEspace, EspaceProvider, type ModePart } from "@/components/dossier/espace-contexte";
import type { EspaceDossier } from "@/lib/schemas/espace";
import type { BattementPart, EnregistrerPart, MontantChange, TotauxVus } from "@/lib/schemas/participation";
import type { Reponse } from "@/lib/schemas/reponse";
import { adresseDePart } from "./adresse-part";
import { envoyerBattementPart } from "./envoi-part";
import { gardeDePart } from "./garde-part";

const ContexteTotaux = createContext<{
  totaux: TotauxVus;
  partenaire: string;
  changes: readonly MontantChange[];
} | null>(null);

/** The dossier's sums as the server last told them, and whose part this is. */
export function usePart() {
  const valeur = useContext(ContexteTotaux);
  if (valeur === null) throw new Error("EspacePart manque au-dessus de ce composant.");
  return valeur;
}

/** Nothing of the workspace but its fields is there to ask for this. */
const refuser = async (): Promise<Reponse<never>> => ({
  ok: false,
  error: { code: "interdit", message: "Ce geste appartient à l’équipe du dossier." },
});
const SANS_GESTE = {
  lireHistoriqueChamp: refuser,
  deposer: refuser,
  ouvrirVersion: refuser,
  abandonner: refuser,
  retirerPiece: refuser,
  remettrePiece: refuser,
  modifierPiece: refuser,
  retirerRecepisse: refuser,
  mesurerTextes: refuser,
  creerScenario: refuser,
  commentaires: {
    ecrire: refuser,
    repondre: refuser,
    modifier: refuser,
    retirer: refuser,
    resoudre: refuser,
    lireMentions: refuser,
  },
} satisfies Omit<ActionsEspace, "enregistrerModifications">;

/** The workspace of one partner: the team's store, on this part alone. */
export function EspacePart({
  espace,
  partenaire,
  totaux: auDepart,
  suivi,
  changes,
  enregistrerPart,
  children,
}: {
  espace: EspaceDossier;
  partenaire: string;
  totaux: TotauxVus;
  /** Name of the letter that the page was drawn with. */
  suivi: string;
  changes: readonly MontantChange[];
  enregistrerPart: EnregistrerPart;
  children: ReactNode;
}) {
  const [recus, setRecus] = useState(auDepart);
  // The page read again knows more, or less, than the last beat.
  const totaux = recus.revision >= auDepart.revision ? recus : auDepart;
  const connus = useRef(totaux.revision);
  connus.current = totaux.revision;
  const dessinee = useRef(suivi);
  dessinee.current = suivi;
  const routeur = useRouter();
  const { id } = espace;
  const actions = useMemo(
    (): ActionsEspace => ({
      ...SANS_GESTE,
      enregistrerModifications: (demande) => enregistrerPart({ ...demande, partenaire }),
    }),
    [enregistrerPart, partenaire],
  );
  const part = useMemo(
    (): ModePart => ({
      garde: (stockage) => gardeDePart(stockage, id, partenaire),
      adresseDeChamp: (champ) => `${adresseDePart(id, partenaire)}#${champ.id}`,
    }),
    [id, partenaire],
  );
  const recevoir = useCallback(
    ({ totaux: vus, lettre }: BattementPart) => {
      if (vus !== null) setRecus(vus);
      // The letter is not of the store: sent, signed or taken back, the page is read again.
      if (lettre !== dessinee.current) routeur.refresh();
    },
    [routeur],
  );
  const ligne = useMemo(
    (): Ligne => ({
      envoyer: (demande) => envoyerBattementPart(id, partenaire, demande, connus.current, recevoir),
      // Nobody is shown who is there: there is no leaving to tell.
      partir: () => undefined,
    }),
    [id, partenaire, recevoir],
  );
  const valeur = useMemo(() => ({ totaux, partenaire, changes }), [totaux, partenaire, changes]);
  return (
    <EspaceProvider espace={espace} actions={actions} part={part}>
      <AtelierProvider ligne={ligne}>
        <ContexteTotaux value={valeur}>{children}</ContexteTotaux>
      </AtelierProvider>
    </EspaceProvider>
  );
}
