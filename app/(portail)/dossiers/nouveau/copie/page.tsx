import type { Metadata } from "next";
import Link from "next/link";
import { forbidden, notFound } from "next/navigation";
import { CHEMIN_COPIE, ChampSource, ResultatsSource } from "@/components/dossiers-liste/creation/copie/choisir-source";
import { FormulaireCopie } from "@/components/dossiers-liste/creation/copie/formulaire-copie";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { lecture } from "@/lib/server/base";
import { chercherSources, lireSourceCopie } from "@/lib/server/dossiers/lire-source-copie";
import { peut } from "@/lib/server/droits";
import { regimesCourants } from "@/lib/server/regimes/lire-regimes";
import { exigerAgent } from "@/lib/server/session";
import { dupliquer } from "../../actions";
import "@/components/dsfr/champs.css";

export const metadata: Metadata = { title: "Partir d’un dossier existant" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };
const texte = (v: string | string[] | undefined): string => (typeof v === "string" ? v.trim().slice(0, 200) : "");

/** Which dossier to start from, then what to take of it. */
export default async function PageCopie({ searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "dossier.creer")) forbidden();
  const { q, source } = await searchParams;
  const choisie = source === undefined ? null : await lireSourceCopie(agent, texte(source));
  if (source !== undefined && choisie === null) notFound();
  const mots = texte(q);
  const regimes = await lecture((tx) => regimesCourants(tx, new Date()));
  return (
    <>
      <FilAriane
        chemin={[
          { href: "/dossiers", texte: "Dossiers" },
          { href: "/dossiers/nouveau", texte: "Nouveau dossier" },
        ]}
        courant="Partir d’un dossier existant"
      />
      <h1 className="fr-h2">Partir d’un dossier existant</h1>
      {choisie === null ? (
        <>
          <p>Choisissez le dossier à copier. Vous direz ensuite ce que vous en gardez.</p>
          <ChampSource mots={mots} titre="Chercher un dossier" />
          <ResultatsSource {...(await chercherSources(agent, mots))} mots={mots} />
        </>
      ) : (
        <>
          <p>
            À partir de <strong>{choisie.nom}</strong>
            {choisie.nom === choisie.titre ? "" : `, ${choisie.titre}`}.{" "}
            <Link href={CHEMIN_COPIE}>Choisir un autre dossier</Link>
          </p>
          <FormulaireCopie
            key={choisie.id}
            source={choisie}
            regles={Object.fromEntries(regimes.map((r) => [r.code, r.regles.map((x) => x.code)]))}
            dupliquer={dupliquer}
          />
        </>
      )}
    </>
  );
}
