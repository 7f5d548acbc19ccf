"use client";
import { useSyncExternalStore } from "react";
import { Modale } from "@/components/dsfr/modale";
import { SECTIONS } from "@/lib/domain/sections";
import { SECTIONS_SAISIE } from "@/lib/schemas/contenus";
import { champsDifferents, nomDuChamp, valeurA, valeurLisible } from "@/lib/schemas/libelles-champs";
import { useEspaceFixe } from "./espace-contexte";
import { ecrireInstant } from "./etat-enregistrement";

const MONTRES = 12;

/** Two persons changed the same section: both values of what differs, and a choice.  */
export function ModaleConflit() {
  const { magasin, espace } = useEspaceFixe();
  const lire = () => SECTIONS_SAISIE.find((s) => magasin.lire(s).phase.type === "conflit") ?? null;
  const section = useSyncExternalStore(magasin.souscrire, lire, () => null);
  if (!section) return null;
  const { phase, saisie } = magasin.lire(section);
  if (phase.type !== "conflit") return null;
  const { par, le, contenu } = phase.conflit;
  const chemins = champsDifferents(saisie, contenu);
  const nom = SECTIONS.find((s) => s.code === section)?.nom ?? section;
  return (
    <Modale
      id="modale-conflit"
      titre={`Deux saisies pour la section ${nom}`}
      taille="grande"
      ouverte
      surFermeture={() => undefined}
      sansFermeture
      boutons={
        <>
          <button type="button" className="fr-btn" onClick={() => magasin.trancher(section, "mienne")}>
            Garder ma saisie
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={() => magasin.trancher(section, "leur")}>
            Prendre la leur
          </button>
        </>
      }
    >
      <p>
        {par} a enregistré cette section {ecrireInstant(le, espace.aujourdhui)}, pendant que vous la modifiiez. Rien
        n’est perdu : choisissez la saisie à garder.
      </p>
      <div className="fr-table fr-table--sm">
        <div className="fr-table__wrapper">
          <div className="fr-table__container">
            <div className="fr-table__content">
              <table>
                <caption className="fr-sr-only">Valeurs qui diffèrent</caption>
                <thead>
                  <tr>
                    <th scope="col">Champ</th>
                    <th scope="col">Vous</th>
                    <th scope="col">{par}</th>
                  </tr>
                </thead>
                <tbody>
                  {chemins.slice(0, MONTRES).map((chemin) => (
                    <tr key={chemin}>
                      <th scope="row">{nomDuChamp(chemin)}</th>
                      <td className="rg-texte-long">{valeurLisible(chemin, valeurA(saisie, chemin))}</td>
                      <td className="rg-texte-long">{valeurLisible(chemin, valeurA(contenu, chemin))}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </div>
        </div>
      </div>
      {chemins.length > MONTRES ? <p>Et {chemins.length - MONTRES} autres valeurs.</p> : null}
    </Modale>
  );
}
