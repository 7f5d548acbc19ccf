"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { Tableau } from "@/components/dsfr/tableau";
import { accorder, ecrireDate } from "@/lib/domain/ecriture";
import { ecrireHabilitation, ecrirePortee, type Portee } from "@/lib/domain/habilitations";
import { type CodeRole, nomRole } from "@/lib/domain/roles";
import type { Relecture } from "@/lib/schemas/acces";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";
import styles from "./habilitations.module.css";
import { BoutonRetrait, type Retirer } from "./retrait";

export type LigneRevue = Portee & {
  id: string;
  version: number;
  role: CodeRole;
  personne: string;
  organisation: string;
  revueLe: string;
  fin: string | null;
};

/** Yearly review: each right due is kept (one, or a selection) or withdrawn. */
export function Revue({
  lignes,
  relire,
  retirer,
}: {
  lignes: readonly LigneRevue[];
  relire: (valeurs: Relecture) => Promise<Reponse<{ relues: number }>>;
  retirer: Retirer;
}) {
  const routeur = useRouter();
  const [choisies, setChoisies] = useState<ReadonlySet<string>>(new Set());
  const [enCours, setEnCours] = useState(false);
  const [refus, setRefus] = useState<Pick<ErreurReponse, "code" | "message"> | null>(null);
  const [faites, setFaites] = useState(0);
  const selection = lignes.filter((l) => choisies.has(l.id));
  const toutes = selection.length === lignes.length;

  async function garder(gardees: readonly LigneRevue[]) {
    setEnCours(true);
    setRefus(null);
    setFaites(0);
    const choix = gardees.map(({ id, version }) => ({ habilitationId: id, version }));
    const reponse = await relire({ choix }).catch(() => null);
    setEnCours(false);
    if (reponse?.ok) {
      setChoisies(new Set());
      setFaites(reponse.data.relues);
    } else
      setRefus(
        reponse?.error ?? { code: "indisponible", message: "La demande n’est pas partie : vérifiez la connexion." },
      );
    routeur.refresh();
  }
  const cocher = (id: string, oui: boolean) =>
    setChoisies((avant) => {
      const apres = new Set(avant);
      if (oui) apres.add(id);
      else apres.delete(id);
      return apres;
    });

  return (
    <>
      <RefusFormulaire erreur={refus} />
      <p role="status" className="fr-mb-1w">
        {faites === 0 ? "" : `${accorder(faites, "droit gardé", "droits gardés")} pour un an.`}
      </p>
      {lignes.length > 0 ? (
        <div className={styles.barre}>
          <button
            type="button"
            className="fr-btn fr-btn--tertiary fr-btn--sm"
            onClick={() => setChoisies(toutes ? new Set() : new Set(lignes.map((l) => l.id)))}
          >
            {toutes ? "Ne rien choisir" : "Choisir toute la page"}
          </button>
          <button
            type="button"
            className="fr-btn fr-btn--sm"
            disabled={enCours || selection.length === 0}
            onClick={() => void garder(selection)}
          >
            Garder la sélection
          </button>
          <p>{accorder(selection.length, "droit choisi", "droits choisis")}</p>
        </div>
      ) : null}
      <Tableau
        id="revue"
        titre="Droits à revoir"
        lignes={lignes}
        cle={(l) => l.id}
        vide={
          <p>Aucun droit à revoir. Les prochains apparaîtront ici un an après leur accord ou leur dernière revue.</p>
        }
        colonnes={[
          {
            cle: "choix",
            nom: "Choisir",
            nomMasque: true,
            contenu: (l) => (
              <div className={`fr-checkbox-group fr-checkbox-group--sm ${styles.case}`}>
                <input
                  type="checkbox"
                  id={`choix-${l.id}`}
                  checked={choisies.has(l.id)}
                  onChange={(e) => cocher(l.id, e.target.checked)}
                />
                <label className="fr-label" htmlFor={`choix-${l.id}`}>
                  <span className="fr-sr-only">
                    Choisir {l.personne}, {nomRole(l.role)}
                  </span>
                </label>
              </div>
            ),
          },
          {
            cle: "personne",
            nom: "Personne",
            entete: true,
            contenu: (l) => (
              <>
                {l.personne}
                <span className="fr-hint-text">{l.organisation}</span>
              </>
            ),
          },
          {
            cle: "droit",
            nom: "Droit",
            contenu: (l) => (
              <>
                {nomRole(l.role)}
                <span className="fr-hint-text">{ecrirePortee(l.role, l)}</span>
              </>
            ),
          },
          { cle: "revue", nom: "À revoir depuis le", court: true, contenu: (l) => ecrireDate(l.revueLe) },
          {
            cle: "fin",
            nom: "Fin",
            court: true,
            contenu: (l) => (l.fin === null ? "Sans date de fin" : ecrireDate(l.fin)),
          },
          {
            cle: "gestes",
            nom: "Gestes",
            nomMasque: true,
            contenu: (l) => (
              <div className={styles.gestes}>
                <button
                  type="button"
                  className="fr-btn fr-btn--secondary fr-btn--sm"
                  disabled={enCours}
                  onClick={() => void garder([l])}
                >
                  Garder
                  <span className="fr-sr-only"> le droit de {l.personne}</span>
                </button>
                <BoutonRetrait
                  petit
                  habilitationId={l.id}
                  version={l.version}
                  personne={l.personne}
                  droit={ecrireHabilitation(l)}
                  retirer={retirer}
                />
              </div>
            ),
          },
        ]}
      />
    </>
  );
}
