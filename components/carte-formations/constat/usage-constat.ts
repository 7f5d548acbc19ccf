"use client";
import { useEffect, useMemo, useRef, useState, useTransition } from "react";
import { useEtatGarde } from "@/components/dsfr/saisie-gardee";
import { personneDeLaPage } from "@/components/dsfr/saisies-conservees";
import { motifAttendu, placesPrevues } from "@/lib/domain/carte/constat";
import {
  type ChampLigne,
  enSaisie,
  type LectureLigne,
  type LigneSaisie,
  ligneVierge,
  lireLigneConstat,
  memeSaisie,
  vueDe,
} from "@/lib/domain/carte/saisie-constat";
import { accorder } from "@/lib/domain/ecriture";
import type {
  BilanConstat,
  ConstatStocke,
  DemandeConstat,
  EspaceConstat,
  LigneConstatVue,
} from "@/lib/schemas/constat";
import type { ParLecteur } from "@/lib/schemas/lecteur";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";

export type SaisirConstat = (demande: DemandeConstat & ParLecteur) => Promise<Reponse<BilanConstat>>;

const COUPURE: ErreurReponse = {
  code: "indisponible",
  message: "Non enregistré : la connexion manque. Vos saisies sont gardées sur cet écran. Réessayez.",
};

type Touchees = Record<string, LigneSaisie>;

/** A row as it is on the screen. */
export type LigneAffichee = LigneConstatVue & {
  saisie: LigneSaisie;
  lecture: LectureLigne;
  modifiee: boolean;
  /** Someone wrote it since: what is stored now; undefined: nobody. */
  heurt: ConstatStocke | null | undefined;
};

/**
 * What is typed in the table of one établissement and rentrée: kept in the tab with the version it was typed over, so that a reload,
 * a sign-in or someone else's save loses and overwrites nothing.
 */
export function useConstat(espace: EspaceConstat, enregistrer: SaisirConstat) {
  const [etat, setEtat] = useState<{ lignes: Touchees }>({ lignes: {} });
  const [avant, setAvant] = useState<Touchees | null>(null);
  const [stockes, setStockes] = useState<Record<string, ConstatStocke | null>>({});
  const [heurts, setHeurts] = useState<Record<string, ConstatStocke | null>>({});
  const [fautesDites, setFautesDites] = useState(false);
  const [refus, setRefus] = useState<ErreurReponse | null>(null);
  const [annonce, setAnnonce] = useState("");
  const [enCours, lancer] = useTransition();
  const { retrouvee, oublier } = useEtatGarde(`constat:${espace.uai}:${espace.rentree}`, etat, setEtat);

  const pleine = useRef(false);
  useEffect(() => {
    const vide = Object.keys(etat.lignes).length === 0;
    // Nothing is waiting any more: nothing is to be found again.
    if (vide && pleine.current) oublier();
    pleine.current = !vide;
  }, [etat.lignes, oublier]);

  const lignes = useMemo<LigneAffichee[]>(
    () =>
      espace.lignes.map((l) => {
        // What the last save gave back is newer than the page, until the page is read again.
        const recu = stockes[l.numero];
        const stocke = recu === undefined || (l.constat?.saisiLe ?? "") > (recu?.saisiLe ?? "") ? l.constat : recu;
        const depart = stocke === null ? ligneVierge(null) : enSaisie(stocke, vueDe(stocke));
        const touchee = etat.lignes[l.numero];
        const saisie = touchee ?? depart;
        return {
          ...l,
          constat: stocke,
          saisie,
          lecture: lireLigneConstat(saisie, l.demande),
          modifiee: touchee !== undefined && !memeSaisie(touchee, depart),
          heurt: touchee === undefined ? undefined : heurts[l.numero],
        };
      }),
    [espace.lignes, stockes, etat.lignes, heurts],
  );
  const modifiees = lignes.filter((l) => l.modifiee);

  useEffect(() => {
    if (modifiees.length === 0) return;
    const retenir = (e: BeforeUnloadEvent) => e.preventDefault();
    window.addEventListener("beforeunload", retenir);
    return () => window.removeEventListener("beforeunload", retenir);
  }, [modifiees.length]);

  const poser = (changements: ReadonlyMap<string, Partial<Record<ChampLigne, string>>>) => {
    const suite: Touchees = { ...etat.lignes };
    for (const l of lignes) {
      const change = changements.get(l.numero);
      if (change) suite[l.numero] = { ...l.saisie, ...change };
    }
    setEtat({ lignes: suite });
  };

  return {
    ...{ lignes, modifiees, retrouvee, refus, annonce, enCours, fautesDites },
    /** One cell. */
    changer: (numero: string, champ: ChampLigne, valeur: string) => {
      setAvant(null);
      poser(new Map([[numero, { [champ]: valeur }]]));
    },
    /** Several at once, which one gesture takes back. */
    poserBloc: (changements: ReadonlyMap<string, Partial<Record<ChampLigne, string>>>, phrase: string) => {
      setAvant(etat.lignes);
      poser(changements);
      setAnnonce(phrase);
    },
    annuler:
      avant === null
        ? null
        : () => {
            setEtat({ lignes: avant });
            setAvant(null);
            setAnnonce("Les dernières valeurs posées sont retirées.");
          },
    /** The plan, on the rows that say nothing yet. */
    commePrevu: (seul?: string) => {
      const vides = lignes.filter((l) => (seul === undefined ? l.lecture.etat === "vide" : l.numero === seul));
      setAvant(etat.lignes);
      poser(
        new Map(
          vides.map((l) => {
            const { vue: _, ...valeurs } = enSaisie(
              { places: placesPrevues(l.demande), motif: null, precision: null },
              null,
            );
            return [l.numero, valeurs];
          }),
        ),
      );
      setAnnonce(vides.length === 1 ? "1 ligne remplie comme prévu." : `${vides.length} lignes remplies comme prévu.`);
    },
    garderLaMienne: (numero: string) => {
      const ligne = lignes.find((l) => l.numero === numero);
      if (ligne === undefined) return;
      setEtat({ lignes: { ...etat.lignes, [numero]: { ...ligne.saisie, vue: vueDe(heurts[numero] ?? null) } } });
      setStockes({ ...stockes, [numero]: heurts[numero] ?? null });
      setHeurts(sans(heurts, [numero]));
    },
    prendreLAutre: (numero: string) => {
      setStockes({ ...stockes, [numero]: heurts[numero] ?? null });
      setEtat({ lignes: sans(etat.lignes, [numero]) });
      setHeurts(sans(heurts, [numero]));
    },
    /** Gives the DOM id of the first cell at fault; null: it is on its way. */
    envoyer: (): string | null => {
      setRefus(null);
      setAnnonce("");
      const fautive = modifiees.find((l) => l.lecture.etat === "fautes");
      setFautesDites(true);
      if (fautive?.lecture.etat === "fautes") {
        return idCase(fautive.numero, fautive.lecture.fautes[0]?.champ ?? "scolaire");
      }
      const envoyees = modifiees.filter((l) => l.heurt === undefined);
      if (envoyees.length === 0) {
        setAnnonce(modifiees.length === 0 ? "Rien n’a changé." : "Choisissez d’abord quelle valeur garder.");
        return null;
      }
      lancer(async () => {
        // Cut off from the network: nothing was saved, and what is typed stays on the screen.
        const reponse = await enregistrer({
          rentree: espace.rentree,
          lignes: envoyees.map(({ numero, saisie, lecture }) => ({
            ...{ numero, vue: saisie.vue },
            ...(lecture.etat === "lue" ? lecture.constat : { places: null, motif: null, precision: null }),
          })),
          lecteur: personneDeLaPage(document),
        }).catch(() => null);
        if (reponse === null) return setRefus(COUPURE);
        if (!reponse.ok) return setRefus(reponse.error);
        const { enregistrees, conflits } = reponse.data;
        setStockes((s) => ({ ...s, ...Object.fromEntries(enregistrees.map((e) => [e.numero, e.constat])) }));
        setHeurts((h) => ({ ...h, ...Object.fromEntries(conflits.map((c) => [c.numero, c.constat])) }));
        setAvant(null);
        // What was typed in a row while the save was on its way stays typed, over what was just written.
        setEtat(({ lignes: courantes }) => {
          const suite = { ...courantes };
          for (const { numero, constat } of enregistrees) {
            const envoyee = envoyees.find((e) => e.numero === numero)?.saisie;
            const courante = suite[numero];
            if (courante === undefined) continue;
            if (envoyee && memeSaisie(courante, envoyee)) delete suite[numero];
            else suite[numero] = { ...courante, vue: vueDe(constat) };
          }
          return { lignes: suite };
        });
        setFautesDites(false);
        const sansMotif = enregistrees.filter(({ numero, constat }) => {
          const demande = lignes.find((l) => l.numero === numero)?.demande;
          return constat !== null && demande !== undefined && motifAttendu(demande, constat);
        });
        setAnnonce(phraseBilan(enregistrees.length, conflits.length, sansMotif.length));
      });
      return null;
    },
  };
}

export const idCase = (numero: string, champ: ChampLigne): string =>
  `constat-${numero.replace(/[^A-Za-z0-9_-]/g, "_")}-${champ}`;

const sans = <T>(de: Record<string, T>, cles: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(de).filter(([cle]) => !cles.includes(cle)));

function phraseBilan(ecrites: number, heurtees: number, sansMotif: number): string {
  const phrases: string[] = [];
  if (ecrites > 0) phrases.push(`${accorder(ecrites, "ligne enregistrée", "lignes enregistrées")}.`);
  if (sansMotif > 0)
    phrases.push(
      `${sansMotif === 1 ? "Une d’elles s’écarte du prévu sans motif" : `${sansMotif} d’entre elles s’écartent du prévu sans motif`} : choisissez-le dans la dernière colonne.`,
    );
  if (heurtees > 0)
    phrases.push(
      `${accorder(heurtees, "ligne a été saisie", "lignes ont été saisies")} par quelqu’un d’autre entre-temps : choisissez.`,
    );
  return phrases.join(" ");
}
