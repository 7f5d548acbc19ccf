"use client";
import { useState } from "react";
import { ChampLong } from "@/components/dsfr/champ-texte";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useEtatGarde } from "@/components/dsfr/saisie-gardee";
import { phraseInvitations } from "@/lib/domain/courrier";
import { accorder } from "@/lib/domain/ecriture";
import type { DroitMembre } from "@/lib/domain/equipe";
import { DUREE_INVITATION_JOURS } from "@/lib/domain/invitations";
import { demandeInvitationMembres } from "@/lib/schemas/equipe";
import type { ActionsEquipe } from "./actions-equipe";
import { ChoixDroit } from "./choix-droit";
import styles from "./equipe.module.css";
import { useGeste } from "./usage-geste";

type Saisie = { adresses: string; droit: DroitMembre | "" };
const VIDE: Saisie = { adresses: "", droit: "" };

/** One or several people at once. An address at fault: nobody is written to, each fault has its sentence. */
export function FormulaireInvitation({
  dossierId,
  inviterMembres,
}: {
  dossierId: string;
  inviterMembres: ActionsEquipe["inviterMembres"];
}) {
  const [saisie, setSaisie] = useState<Saisie>(VIDE);
  const [fautes, setFautes] = useState<Record<string, string>>({});
  const [envoyees, setEnvoyees] = useState<{ nombre: number; courrier: boolean } | null>(null);
  const { oublier } = useEtatGarde(`equipe:${dossierId}`, saisie, setSaisie);
  const { faire, enCours, erreur, effacer } = useGeste();
  const refusees = { ...fautes, ...erreur?.fields };
  const parAdresse = Object.entries(refusees).filter(([champ]) => champ.startsWith("adresses."));
  const general = erreur !== null && erreur.fields === undefined ? erreur : null;

  const changer = (partie: Partial<Saisie>) => {
    setSaisie((avant) => ({ ...avant, ...partie }));
    setFautes({});
    setEnvoyees(null);
    effacer();
  };
  const montrer = (erreurs: Record<string, string>) => {
    setFautes(erreurs);
    const premier = Object.keys(erreurs).some((c) => c.startsWith("adresses"))
      ? "adresses"
      : "invitation-droit-lecteur";
    document.getElementById(premier)?.focus();
  };

  async function envoyer() {
    setEnvoyees(null);
    const lue = demandeInvitationMembres.safeParse({ dossierId, ...saisie });
    if (!lue.success) {
      montrer(Object.fromEntries(lue.error.issues.map((i) => [i.path.join("."), i.message]).reverse()));
      return;
    }
    const reponse = await faire(() =>
      inviterMembres({ dossierId, adresses: saisie.adresses, droit: saisie.droit as DroitMembre }),
    );
    if (reponse === null) {
      document.getElementById("adresses")?.focus();
      return;
    }
    oublier();
    setSaisie(VIDE);
    setFautes({});
    setEnvoyees(reponse);
  }
  return (
    <form
      noValidate
      className={styles.formulaire}
      onSubmit={(e) => {
        e.preventDefault();
        void envoyer();
      }}
    >
      <RefusFormulaire erreur={general} />
      <div role="status">
        {envoyees === null ? null : (
          <p className="fr-message fr-message--valid">{phraseInvitations(envoyees.nombre, envoyees.courrier)}</p>
        )}
      </div>
      <ChampLong
        id="adresses"
        lignes={2}
        libelle="Adresses électroniques"
        aide="Une ou plusieurs, séparées par des virgules ou des retours à la ligne."
        valeur={saisie.adresses}
        surChangement={(adresses) => changer({ adresses })}
        erreur={
          refusees.adresses ??
          (parAdresse.length > 0
            ? `Aucune invitation n’est partie : ${accorder(parAdresse.length, "adresse est", "adresses sont")} à corriger.`
            : undefined)
        }
        complements={
          parAdresse.length === 0
            ? undefined
            : [
                {
                  id: "adresses-fautes",
                  contenu: (
                    <ul className={styles.fautes}>
                      {parAdresse.map(([champ, message]) => (
                        <li key={champ}>{message}</li>
                      ))}
                    </ul>
                  ),
                },
              ]
        }
      />
      <ChoixDroit
        id="invitation-droit"
        legende="Ces personnes pourront"
        valeur={saisie.droit}
        surChangement={(droit) => changer({ droit })}
        erreur={refusees.droit}
      />
      <p className="fr-hint-text">
        Chacune reçoit un lien personnel, valable {DUREE_INVITATION_JOURS} jours, et l’ouvre avec son compte ProConnect
        de la même adresse.
      </p>
      <button type="submit" className="fr-btn" disabled={enCours}>
        {enCours ? "Envoi…" : "Envoyer les invitations"}
      </button>
    </form>
  );
}
