"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { garderSaisie, lireSaisie, oublierSaisie, personneDeLaPage } from "./saisies-conservees";

type Gardee = {
  /** What was typed before was found and put back: say so. */
  retrouvee: boolean;
  /** Call it on success. */
  oublier: () => void;
};

/**
 * Keeps what is typed in this react-hook-form form in the tab until it is sent: put back after a reload or a sign-in,
 * forgotten on success (`oublier`) and at sign-out. `cle`: one per form and object, e.g. `acces` or `equipe:${dossierId}`.
 * Never for a form that holds a secret.
 */
export function useSaisieGardee<T extends FieldValues>(cle: string, formulaire: UseFormReturn<T>): Gardee {
  const { getValues, reset, subscribe } = formulaire;
  return useValeursGardees<T>(cle, {
    lire: getValues,
    restaurer: useCallback((valeurs: T) => reset(valeurs, { keepDefaultValues: true }), [reset]),
    abonner: useCallback(
      (changer: (valeurs: T) => void) =>
        subscribe({
          formState: { values: true, isDirty: true },
          callback: ({ values, isDirty }) => {
            if (isDirty) changer(values as T);
          },
        }),
      [subscribe],
    ),
  });
}

type Source<T> = {
  lire: () => T;
  restaurer: (valeurs: T) => void;
  abonner: (changer: (valeurs: T) => void) => () => void;
};

/** The same over any form that can be read, put back and listened to. Its functions are stable. */
function useValeursGardees<T extends FieldValues>(cle: string, { lire, restaurer, abonner }: Source<T>): Gardee {
  const [retrouvee, setRetrouvee] = useState(false);
  // Whoever was signed in when the form was opened: a session that ends does not change whose words these are.
  const personne = useRef<string | null>(null);
  useEffect(() => {
    personne.current ??= personneDeLaPage(document);
    const qui = personne.current;
    const gardee = lireSaisie(window.sessionStorage, qui, cle);
    if (gardee !== null) {
      // Only the fields that this form still has.
      const actuelles = lire();
      const connues = Object.fromEntries(Object.entries(gardee).filter(([champ]) => champ in actuelles));
      restaurer({ ...actuelles, ...connues } as T);
      setRetrouvee(true);
    }
    return abonner((valeurs) => garderSaisie(window.sessionStorage, qui, cle, valeurs));
  }, [cle, lire, restaurer, abonner]);
  const oublier = useCallback(() => {
    setRetrouvee(false);
    if (personne.current !== null) oublierSaisie(window.sessionStorage, personne.current, cle);
  }, [cle]);
  return { retrouvee, oublier };
}

/** For a form that holds its values in a React state: the same promise. */
export function useEtatGarde<T extends FieldValues>(cle: string, valeurs: T, changer: (valeurs: T) => void): Gardee {
  const courantes = useRef(valeurs);
  const depart = useRef(valeurs);
  const ecouteur = useRef<((valeurs: T) => void) | null>(null);
  const poser = useRef(changer);
  poser.current = changer;
  courantes.current = valeurs;
  useEffect(() => {
    if (valeurs !== depart.current) ecouteur.current?.(valeurs);
  }, [valeurs]);
  return useValeursGardees<T>(cle, {
    lire: useCallback(() => courantes.current, []),
    restaurer: useCallback((lues: T) => poser.current(lues), []),
    abonner: useCallback((ecouter: (lues: T) => void) => {
      ecouteur.current = ecouter;
      return () => {
        ecouteur.current = null;
      };
    }, []),
  });
}
