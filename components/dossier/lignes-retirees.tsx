"use client";
import { useEffect, useReducer, useRef, useState } from "react";
import { sectionDe } from "@/lib/domain/edition/adresses";
import { lireA } from "@/lib/domain/edition/changements";
import type { LigneRetiree } from "@/lib/schemas/lignes-retirees";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { useEspaceFixe } from "./espace-contexte";
import { ecrireInstant } from "./etat-enregistrement";
import { nomDeSection, nommerLigne } from "./nom-adresse";

/** Rows taken out of the lists of the dossier, each as it was; whoever writes can put it back under its own key. */
export function LignesRetirees({ lignes }: { lignes: readonly LigneRetiree[] }) {
  const { magasin, espace, lectureSeule } = useEspaceFixe();
  const [, bouger] = useReducer((n: number) => n + 1, 0);
  useEffect(() => magasin.souscrire(bouger), [magasin]);
  const [annonce, setAnnonce] = useState("");
  const titre = useRef<HTMLHeadingElement>(null);
  const absentes = lignes.filter(
    (l) => lireA(magasin.lire(sectionDe(l.adresse) as SectionSaisie).saisie, l.adresse) === undefined,
  );
  if (lignes.length === 0) return null;

  function remettre({ adresse, ligne }: LigneRetiree, nom: string) {
    magasin.restaurer(adresse, ligne);
    setAnnonce(`Ligne remise dans « ${nomDeSection(sectionDe(adresse))} » : ${nom}.`);
    // Its button goes with it.
    titre.current?.focus();
  }
  return (
    <section aria-labelledby="titre-lignes-retirees" className="fr-mb-4w">
      <h3 id="titre-lignes-retirees" ref={titre} tabIndex={-1} className="fr-h6">
        Lignes retirées ({absentes.length})
      </h3>
      <div role="status">{annonce ? <p className="fr-message fr-message--valid">{annonce}</p> : null}</div>
      {absentes.length === 0 ? <p>Toutes les lignes retirées ont été remises.</p> : null}
      {absentes.length === 0 ? null : (
        <details>
          <summary>Voir les lignes retirées du dossier</summary>
          <ul>
            {absentes.map((l) => {
              const nom = nommerLigne(magasin, l.adresse, l.ligne);
              return (
                <li key={l.adresse} className="fr-mb-1w">
                  {nom}, {nomDeSection(sectionDe(l.adresse))}
                  <br />
                  <span className="rg-discret">
                    Retirée par {l.par?.nom ?? "Rigel"}, {ecrireInstant(l.le, espace.aujourdhui)}
                  </span>{" "}
                  {lectureSeule ? null : (
                    <button
                      type="button"
                      className="fr-btn fr-btn--tertiary fr-btn--sm"
                      onClick={() => remettre(l, nom)}
                    >
                      Remettre la ligne<span className="fr-sr-only"> {nom}</span>
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </section>
  );
}
