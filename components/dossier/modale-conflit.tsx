"use client";
import { useEffect, useRef, useState } from "react";
import { Modale } from "@/components/dsfr/modale";
import { lireMontant } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import { normaliserMontant } from "@/lib/schemas/normalisation";
import { plusProche } from "./aller-au-champ";
import { deNom, garderLaMienne, OUVRIR_CONFLITS, prenomDe, titreDe, useConflits } from "./conflits";
import { useEspaceFixe } from "./espace-contexte";
import { ilYA } from "./il-y-a";
import type { ConflitLocal } from "./magasin";
import { estLigne } from "./magasin/valeurs";
import { champDAdresse, lisible, nomAdresse, nomDeSection } from "./nom-adresse";

/**
 * Two values for one field, one conflict after another. Opened by the person, never over what they are typing; « Plus tard »
 * leaves it listed, and nothing of that field is sent until then.
 */
export function ModaleConflit() {
  const { magasin, espace } = useEspaceFixe();
  const conflits = useConflits();
  const [ouverte, setOuverte] = useState(false);
  const [visee, setVisee] = useState<string | null>(null);
  const [reportes, setReportes] = useState<ReadonlySet<string>>(new Set());
  const [total, setTotal] = useState(0);
  /** The field decided last: the focus goes there once none is left. */
  const tranche = useRef<string | null>(null);
  useEffect(() => {
    const ouvrir = (e: Event) => {
      setVisee((e as CustomEvent<string | undefined>).detail ?? null);
      setReportes(new Set());
      tranche.current = null;
      setTotal(magasin.conflits().length);
      setOuverte(true);
    };
    window.addEventListener(OUVRIR_CONFLITS, ouvrir);
    return () => window.removeEventListener(OUVRIR_CONFLITS, ouvrir);
  }, [magasin]);

  const restants = conflits.filter((c) => !reportes.has(c.adresse));
  const conflit = restants.find((c) => c.adresse === visee) ?? restants[0];
  const fermer = () => setOuverte(false);
  if (!ouverte || !conflit) return null;
  const prenom = prenomDe(conflit, espace.lecteur.id);
  const rang = Math.min(total, Math.max(1, total - restants.length + 1));
  const trancher = (choix: "mienne" | "leur") => {
    setVisee(null);
    tranche.current = champDAdresse(magasin, conflit.adresse).id;
    magasin.trancher(conflit.adresse, choix);
  };
  return (
    <Modale
      id="modale-conflit"
      titre={nomAdresse(magasin, conflit.adresse)}
      taille="grande"
      ouverte
      surFermeture={fermer}
      // Others are left: back to the notice that lists them.
      retour={() => (magasin.conflits().length > 0 || tranche.current === null ? null : plusProche(tranche.current))}
      boutons={
        <>
          <button type="button" className="fr-btn" onClick={() => trancher("mienne")}>
            {garderLaMienne(conflit)}
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={() => trancher("leur")}>
            {conflit.retiree ? "Accepter le retrait" : prenom ? `Garder celle ${deNom(prenom)}` : "Garder l’autre"}
          </button>
          <button
            type="button"
            className="fr-btn fr-btn--tertiary"
            onClick={() => {
              setVisee(null);
              setReportes(new Set([...reportes, conflit.adresse]));
              if (restants.length === 1) fermer();
            }}
          >
            Plus tard
          </button>
        </>
      }
    >
      <p>
        {total > 1 ? (
          <span className="fr-badge fr-badge--sm fr-badge--info fr-badge--no-icon">{`${rang} sur ${total}`}</span>
        ) : null}{" "}
        {nomDeSection(conflit.section)}. Il y a deux valeurs : choisissez celle qui reste. L’autre est gardée dans
        l’historique du champ.
      </p>
      <Valeurs conflit={conflit} />
    </Modale>
  );
}

function Valeurs({ conflit }: { conflit: ConflitLocal }) {
  const { magasin, espace } = useEspaceFixe();
  const champ = conflit.adresse.split("/").at(-1) ?? "";
  const lire = (v: unknown) => (v === null && estLigne(conflit.adresse) ? "Ligne retirée" : lisible(magasin, champ, v));
  const [mienne, leur] = [lire(conflit.mienne), lire(conflit.leur)];
  const ecart = champ === "montant" || champ === "subvention" ? ecartDe(conflit.mienne, conflit.leur) : null;
  const quand = ilYA(conflit.le, new Date());
  return (
    <>
      <div className="rg-conflit">
        <section aria-labelledby="conflit-mienne">
          <h3 id="conflit-mienne" className="rg-conflit__qui">
            Vous
          </h3>
          <p className="rg-texte-long">{mienne}</p>
        </section>
        <section aria-labelledby="conflit-leur">
          <h3 id="conflit-leur" className="rg-conflit__qui">
            {titreDe(conflit, espace.lecteur.id)}, {quand}
          </h3>
          <p className="rg-texte-long">{leur}</p>
        </section>
      </div>
      {ecart ? <p>Écart : {ecart}</p> : null}
      {conflit.section === "budget" && magasin.lire("budget").phase.type === "conflit" ? (
        <p className="rg-discret">Tant que vous n’avez pas choisi, les totaux comptent votre valeur.</p>
      ) : null}
    </>
  );
}

/** « + 1 200,00 € » from theirs to mine; null: one of them is no amount. */
function ecartDe(mienne: unknown, leur: unknown): string | null {
  const lire = (v: unknown) => {
    const normal = normaliserMontant(String(v ?? ""));
    return typeof normal === "string" ? lireMontant(normal) : undefined;
  };
  const [a, b] = [lire(mienne), lire(leur)];
  if (a === undefined || b === undefined) return null;
  const delta = (a - b) as typeof a;
  const signe = delta > 0n ? "+\u202f" : delta < 0n ? "−\u202f" : "";
  return `${signe}${ecrireEuros((delta < 0n ? -delta : delta) as typeof a)} dans la vôtre.`;
}
