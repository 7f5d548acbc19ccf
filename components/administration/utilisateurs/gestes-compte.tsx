"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionConfirmee } from "@/components/compte/action-confirmee";
import {
  type DemandeCompte,
  type DemandeDeliaison,
  type DemandeDesactivation,
  type DemandeEffacementAutrui,
  type DemandeSessions,
  MOTS_EFFACEMENT_AUTRUI,
} from "@/lib/schemas/comptes";
import type { Reponse } from "@/lib/schemas/reponse";

export type GestesCompteProps = {
  utilisateurId: string;
  version: number;
  nom: string;
  desactive: boolean;
  /** Bound to a ProConnect identity. */
  proconnect: boolean;
  sessions: number;
  /** Why it can be neither closed nor erased. */
  dernierAdministrateur: boolean;
  retenue: string | null;
  desactiver: (d: DemandeDesactivation) => Promise<Reponse<unknown>>;
  reactiver: (d: DemandeCompte) => Promise<Reponse<unknown>>;
  fermerSessions: (d: DemandeSessions) => Promise<Reponse<unknown>>;
  delier: (d: DemandeDeliaison) => Promise<Reponse<unknown>>;
  effacer: (d: DemandeEffacementAutrui) => Promise<Reponse<unknown>>;
};

/** What an administrator may do to an account that is not theirs. */
export function GestesCompte({ utilisateurId, version, nom, ...p }: GestesCompteProps) {
  const routeur = useRouter();
  const [fait, setFait] = useState("");
  const apres = (phrase: string) => () => {
    setFait(phrase);
    routeur.refresh();
  };
  return (
    <>
      <div role="status">
        {fait === "" ? null : (
          <div className="fr-alert fr-alert--success fr-alert--sm fr-mb-3w">
            <p>{fait}</p>
          </div>
        )}
      </div>
      <ul className="fr-btns-group fr-btns-group--inline-md">
        {p.desactive ? (
          <li>
            <ActionConfirmee
              id="reactivation"
              bouton="Réactiver le compte"
              titre={`Réactiver le compte de ${nom}`}
              valider="Réactiver"
              faire={() => p.reactiver({ utilisateurId, version })}
              surSucces={apres("Compte réactivé.")}
            >
              <p>La personne pourra se connecter de nouveau, avec les droits qu’elle avait.</p>
            </ActionConfirmee>
          </li>
        ) : p.dernierAdministrateur ? null : (
          <li>
            <ActionConfirmee
              id="desactivation"
              bouton="Désactiver le compte"
              titre={`Désactiver le compte de ${nom}`}
              valider="Désactiver"
              champ={{ nom: "motif", libelle: "Motif", aide: "Les administrateurs le liront.", long: true }}
              faire={(motif) => p.desactiver({ utilisateurId, version, motif })}
              surSucces={apres("Compte désactivé, sessions fermées.")}
            >
              <p>Ses sessions se ferment tout de suite et aucune ne peut plus s’ouvrir. Ses droits restent.</p>
            </ActionConfirmee>
          </li>
        )}
        {p.sessions > 0 ? (
          <li>
            <ActionConfirmee
              id="fermeture"
              bouton="Fermer les sessions"
              titre={`Fermer les sessions de ${nom}`}
              valider="Fermer les sessions"
              faire={() => p.fermerSessions({ utilisateurId })}
              surSucces={apres("Sessions fermées.")}
            >
              <p>La personne devra se reconnecter. Ce qu’elle a saisi sans l’enregistrer reste dans son navigateur.</p>
            </ActionConfirmee>
          </li>
        ) : null}
        {p.proconnect ? (
          <li>
            <ActionConfirmee
              id="deliaison"
              bouton="Délier de ProConnect"
              titre={`Délier de ProConnect le compte de ${nom}`}
              valider="Délier de ProConnect"
              champ={{
                nom: "motif",
                libelle: "Motif",
                aide: "Par exemple un changement de ministère. Les administrateurs le liront.",
                long: true,
              }}
              faire={(motif) => p.delier({ utilisateurId, version, motif })}
              surSucces={apres("Compte délié, sessions fermées.")}
            >
              <p>
                Ses sessions se ferment tout de suite. La prochaine connexion ProConnect avec la même adresse reprendra
                ce compte et ses droits : assurez-vous d’abord que l’adresse est toujours celle de cette personne.
              </p>
            </ActionConfirmee>
          </li>
        ) : null}
        {p.retenue === null ? (
          <li>
            <ActionConfirmee
              id="effacement"
              bouton="Effacer le compte"
              classe="fr-btn fr-btn--tertiary"
              titre={`Effacer définitivement le compte de ${nom}`}
              valider="Effacer le compte"
              champ={{
                nom: "confirmation",
                libelle: `Écrivez « ${MOTS_EFFACEMENT_AUTRUI} »`,
                aide: "À la demande de la personne. Personne ne pourra revenir en arrière.",
              }}
              faire={(confirmation) => p.effacer({ utilisateurId, version, confirmation })}
              surSucces={apres("Compte effacé.")}
            >
              <p>
                Nom, adresse, organisation et droits disparaissent. Le journal et les versions déposées gardent un
                numéro sans nom.
              </p>
            </ActionConfirmee>
          </li>
        ) : null}
      </ul>
      {p.retenue === null ? null : (
        <div className="fr-alert fr-alert--warning fr-alert--sm">
          <p>Ce compte ne peut pas être effacé. {p.retenue}</p>
        </div>
      )}
    </>
  );
}
