"use client";
import { useEffect, useState } from "react";
import type { Complement } from "@/components/dsfr/champ-cadre";
import { ecrireDate } from "@/lib/domain/ecriture";
import { defautUai } from "@/lib/domain/identifiants";
import type { EtablissementConnu } from "@/lib/schemas/referentiels";

/** Asked once per UAI and page; null: the annuaire does not know it. */
const connus = new Map<string, EtablissementConnu | null>();
const REPIT_MS = 300;

/** The name that the annuaire gives to a UAI, to show under its field; nothing while it is not a whole UAI. */
export function useEtablissementConnu(idChamp: string, valeur: unknown): Complement[] {
  const uai = typeof valeur === "string" ? valeur.replace(/\s/g, "").toUpperCase() : "";
  const complet = uai !== "" && defautUai(uai) === null;
  const [, relire] = useState(0);
  useEffect(() => {
    if (!complet || connus.has(uai)) return;
    const controle = new AbortController();
    const minuterie = setTimeout(async () => {
      try {
        const reponse = await fetch(`/api/v1/etablissements?uai=${uai}`, { signal: controle.signal });
        if (!reponse.ok) return;
        const { etablissements } = (await reponse.json()) as { etablissements: EtablissementConnu[] };
        connus.set(uai, etablissements[0] ?? null);
        relire((n) => n + 1);
      } catch {
        // Offline or superseded: the field stays as it is, the name will come another time.
      }
    }, REPIT_MS);
    return () => {
      clearTimeout(minuterie);
      controle.abort();
    };
  }, [uai, complet]);
  const connu = complet ? connus.get(uai) : undefined;
  if (!connu) return [];
  const { nom, commune, fermeLe } = connu;
  return [
    {
      id: `${idChamp}-etablissement`,
      contenu: (
        <p className="fr-hint-text fr-mb-0">
          {nom}
          {commune === null ? "" : `, ${commune}`}
          {fermeLe === null ? "" : ` (fermé le ${ecrireDate(fermeLe)} selon l’annuaire)`}
        </p>
      ),
    },
  ];
}
