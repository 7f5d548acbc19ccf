"use client";
/** The one form pattern: react-hook-form holds what is typed, the section's schema judges it, the store saves it. */
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import {
  type FieldPath,
  type FieldValues,
  FormProvider,
  type Resolver,
  useController,
  useForm,
  useFormContext,
} from "react-hook-form";
import type { Complement } from "@/components/dsfr/champ-cadre";
import type { SaisieSection, SectionSaisie } from "@/lib/schemas/sections";
import { CadreSection } from "./cadre-section";
import { chargerJuge } from "./charger-juge";
import { useComplements } from "./constats-sous";
import { useEspaceFixe, useSection } from "./espace-contexte";
import { idDeChamp } from "./identifiant-champ";
import { LienChamp } from "./lien-champ";
import { useMessageConflit } from "./message-conflit";
import { OutilsChamp } from "./outils-champ";

export function FormulaireSection<S extends SectionSaisie>({
  section,
  children,
  ...cadre
}: {
  section: S;
  titre: string;
  intro: ReactNode;
  apercu?: ReactNode;
  children: ReactNode;
}) {
  const { saisie, revision, modifier, erreurs } = useSection(section);
  const formulaire = useForm<FieldValues>({
    defaultValues: saisie as FieldValues,
    resolver: (...demande) =>
      chargerJuge().then((juge) => (juge.resolveur(section) as Resolver<FieldValues>)(...demande)),
    mode: "onTouched",
  });
  const { reset, trigger, watch } = formulaire;
  const fautives = useRef(false);
  fautives.current = Object.keys(erreurs).length > 0;

  // The content came from elsewhere (someone else, undo, edits taken over): the form shows it. A field whose value is the
  // same keeps its node, its focus and its caret.
  const vue = useRef(revision);
  const saisieCourante = useRef(saisie);
  saisieCourante.current = saisie;
  useEffect(() => {
    if (vue.current === revision) return;
    vue.current = revision;
    const suivante = structuredClone(saisieCourante.current) as FieldValues;
    const foyer = document.activeElement;
    const [debut, fin] = foyer instanceof HTMLTextAreaElement ? [foyer.selectionStart, foyer.selectionEnd] : [];
    reset(suivante, { keepTouched: true });
    if (foyer instanceof HTMLTextAreaElement && debut !== undefined && fin !== undefined)
      requestAnimationFrame(() => {
        if (document.activeElement === foyer) foyer.setSelectionRange(debut, fin);
      });
    if (fautives.current) void trigger();
  }, [revision, reset, trigger]);

  // Opened again on content that does not parse: its errors are shown at once.
  const fautesAuDepart = useRef(Object.keys(erreurs).length > 0);
  useEffect(() => {
    if (fautesAuDepart.current) void trigger();
  }, [trigger]);

  useEffect(() => {
    // A reset names no field; a row added or removed names its list.
    const abonnement = watch((valeurs, { name }) => {
      if (name !== undefined) modifier(structuredClone(valeurs) as SaisieSection<S>);
    });
    return () => abonnement.unsubscribe();
  }, [watch, modifier]);

  return (
    <FormProvider {...formulaire}>
      <CadreSection section={section} {...cadre}>
        <form
          noValidate
          onSubmit={(e) => {
            // Saving needs no button; Enter in a field shows what is wrong.
            e.preventDefault();
            void trigger();
          }}
        >
          <SommaireErreurs section={section} />
          {children}
        </form>
      </CadreSection>
    </FormProvider>
  );
}

/** Paths of the errors shown under the fields, in the order of the form. */
function cheminsFautifs(erreurs: object, prefixe = ""): { chemin: string; message: string }[] {
  return Object.entries(erreurs).flatMap(([cle, valeur]) => {
    if (cle === "ref" || valeur === null || typeof valeur !== "object") return [];
    const chemin = prefixe ? `${prefixe}.${cle}` : cle;
    const { message } = valeur as { message?: unknown };
    if (typeof message === "string") return [{ chemin, message }];
    return cheminsFautifs(valeur, chemin);
  });
}

/** What is wrong in the section, each a link to its field. */
function SommaireErreurs({ section }: { section: SectionSaisie }) {
  const { formState } = useFormContext();
  const fautes = cheminsFautifs(formState.errors);
  if (fautes.length === 0) return null;
  return (
    <div className="fr-alert fr-alert--error fr-mb-3w">
      <h3 className="fr-alert__title">
        {fautes.length === 1 ? "Un champ est à corriger" : `${fautes.length} champs sont à corriger`}
      </h3>
      <ul>
        {fautes.map(({ chemin, message }) => (
          <li key={chemin}>
            <LienChamp champ={{ section, id: idDeChamp(chemin) }} className="">
              {message}
            </LienChamp>
          </li>
        ))}
      </ul>
    </div>
  );
}

export type ChampLie<V = unknown> = {
  id: string;
  valeur: V;
  surChangement: (valeur: unknown) => void;
  surSortie: () => void;
  erreur: string | undefined;
  complements: Complement[];
  lectureSeule: boolean;
  outils: ReactNode;
};

/** Ties a field primitive to its path in the section: `<ChampTexte {...useChamp("identite", "titre")} libelle="Titre" />`. */
export function useChamp<S extends SectionSaisie, P extends FieldPath<SaisieSection<S>>>(
  section: S,
  nom: P,
  // biome-ignore lint/suspicious/noExplicitAny: what is typed is anything until the schema has read it
): ChampLie<any> {
  const { lectureSeule, magasin } = useEspaceFixe();
  const { field, fieldState } = useController({ name: nom as string });
  const id = idDeChamp(nom as string);
  const constats = useComplements(section, id);
  const conflit = useMessageConflit(section, nom as string, id);
  // What only the server could tell: the form's own schema knows nothing of it.
  const lireRefus = () => magasin.refus(section, nom as string);
  const refus = useSyncExternalStore(magasin.souscrire, lireRefus, () => undefined);
  return {
    id,
    valeur: field.value,
    surChangement: field.onChange,
    surSortie: field.onBlur,
    erreur: fieldState.error?.message ?? refus,
    complements: conflit.length > 0 ? [...conflit, ...constats] : constats,
    lectureSeule,
    outils: <OutilsChamp section={section} chemin={nom as string} />,
  };
}
