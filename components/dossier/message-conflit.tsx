"use client";
import { useMemo } from "react";
import type { Complement } from "@/components/dsfr/champ-cadre";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { nomDe, ouvrirConflits, useConflitDuChamp } from "./conflits";
import { useEspaceFixe } from "./espace-contexte";
import { lisible } from "./nom-adresse";

const APERCU = 80;
const AUCUN: Complement[] = [];

/** Under a field that two people wrote: their value in short, and the way to choose. Read with the field. */
export function useMessageConflit(section: SectionSaisie, chemin: string, id: string): Complement[] {
  const conflit = useConflitDuChamp(section, chemin);
  const { magasin } = useEspaceFixe();
  return useMemo(() => {
    if (!conflit) return AUCUN;
    const leur = lisible(magasin, chemin, conflit.leur);
    return [
      {
        id: `${id}-conflit`,
        contenu: (
          <div className="rg-conflit-champ">
            <p className="fr-message fr-message--warning">
              {conflit.retiree
                ? `${nomDe(conflit)} a retiré cette ligne pendant que vous la modifiiez : rien n’en est enregistré.`
                : `${nomDe(conflit)} a écrit autre chose ici : « ${leur.length > APERCU ? `${leur.slice(0, APERCU)}…` : leur} ». Votre valeur n’est pas enregistrée.`}
            </p>
            <button
              type="button"
              className="fr-btn fr-btn--tertiary fr-btn--sm"
              onClick={() => ouvrirConflits(conflit.adresse)}
            >
              Choisir la valeur
            </button>
          </div>
        ),
      },
    ];
  }, [conflit, chemin, id, magasin]);
}
