"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useCallback, useState } from "react";
import { type DefaultValues, type FieldValues, type Path, useForm } from "react-hook-form";
import type { z } from "zod";
import { useSaisieGardee } from "@/components/dsfr/saisie-gardee";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";

type Refus = Pick<ErreurReponse, "code" | "message" | "fields">;

const PERDUE: Refus = {
  code: "indisponible",
  message: "La demande n’est pas partie : vérifiez la connexion, puis recommencez. Votre saisie est gardée.",
};

/**
 * A form whose fields and action share one schema: react-hook-form holds and judges what is typed, it survives a reload
 * or a sign-in, the action's answer goes back to the fields. `cle`: one per form and object; DOM ids begin with it.
 */
export function useFormulaire<V extends FieldValues, T>({
  cle,
  schema,
  defauts,
  envoyer,
  surSucces,
}: {
  cle: string;
  schema: z.ZodType;
  defauts: V;
  envoyer: (valeurs: V) => Promise<Reponse<T>>;
  surSucces: (data: T) => void;
}) {
  const formulaire = useForm<V>({
    defaultValues: defauts as DefaultValues<V>,
    resolver: zodResolver(schema as never) as never,
    mode: "onTouched",
  });
  const { oublier } = useSaisieGardee(cle, formulaire);
  const [refus, setRefus] = useState<Refus | null>(null);
  const { watch, setValue, trigger, setError, getValues, reset, formState } = formulaire;
  const { errors, touchedFields, isSubmitted, isSubmitting } = formState;
  const id = useCallback((nom: string) => `${cle.replace(/[^\w-]/g, "-")}-${nom}`, [cle]);

  const champ = (nom: Path<V>) => {
    const erreur = (errors as Record<string, { message?: unknown } | undefined>)[nom]?.message;
    return {
      id: id(nom),
      valeur: watch(nom),
      surChangement: (valeur: string) =>
        setValue(nom, valeur as never, {
          shouldDirty: true,
          shouldValidate: isSubmitted || (touchedFields as Record<string, unknown>)[nom] === true,
        }),
      surSortie: () => {
        setValue(nom, getValues(nom), { shouldTouch: true });
        void trigger(nom);
      },
      erreur: typeof erreur === "string" && erreur !== "" ? erreur : undefined,
    };
  };

  const montrer = (fautes: Record<string, string>) => {
    const noms = Object.keys(fautes);
    for (const nom of noms) setError(nom as Path<V>, { type: "serveur", message: fautes[nom] as string });
    const premier = document.getElementById(id(noms[0] ?? ""));
    premier?.focus();
    return premier !== null;
  };

  const soumettre = formulaire.handleSubmit(
    async () => {
      setRefus(null);
      const reponse = await envoyer(structuredClone(getValues())).catch(() => null);
      if (reponse?.ok) {
        oublier();
        reset(defauts as DefaultValues<V>);
        surSucces(reponse.data);
        return;
      }
      const erreur: Refus = reponse?.error ?? PERDUE;
      if (!erreur.fields || !montrer(erreur.fields)) setRefus(erreur);
    },
    (fautes) => {
      const ordre = Object.keys(getValues());
      const premier = ordre.find((nom) => nom in fautes);
      if (premier !== undefined) document.getElementById(id(premier))?.focus();
    },
  );

  return { champ, soumettre, refus, enCours: isSubmitting, valeurs: watch() };
}
