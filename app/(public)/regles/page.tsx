import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { FicheRegle, SourceAConfirmer } from "@/components/regles/fiche-regle";
import { lireRegles } from "@/components/regles/lecture-regles";
import { Portee } from "@/components/regles/portee";
import { Seuils } from "@/components/regles/seuils";
import { TableauRegimes } from "@/components/regles/tableau-regimes";
import { AutreVersion, VersionsRegime } from "@/components/regles/versions-regime";
import { accorder, CODES_GROUPE, nomGroupe } from "@/lib/domain/ecriture";
import { estCodeRegime } from "@/lib/domain/nomenclatures";
import { versionsPubliques } from "@/lib/server/regimes/versions-publiques";
import { agentSiPossible } from "@/lib/server/session/agent-si-possible";
import "@/components/regles/regles.css";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** One request reads the versions once, for its title and for itself. */
const versionsDuJour = cache(() => versionsPubliques(new Date()));

/** The version asked for, in force or not; without a number, the one in force. */
async function lire({ searchParams }: Props) {
  const { regime: code, version: numero } = await searchParams;
  const { versions: parCode, aJour } = await versionsDuJour();
  const enVigueur = Object.values(parCode).flatMap((v) => v.filter((x) => x.situation === "en_vigueur"));
  const versions = typeof code === "string" && estCodeRegime(code) ? parCode[code] : [];
  const version =
    numero === undefined
      ? versions.find((v) => v.situation === "en_vigueur")
      : versions.find((v) => String(v.regime.numero) === numero);
  return { regimes: enVigueur.map((v) => v.regime), versions, version, regime: version?.regime, aJour };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { regime } = await lire(props);
  return { title: regime === undefined ? "Règles de l’appel" : `Règles de l’appel : ${regime.nom}` };
}

export default async function Regles(props: Props) {
  const { regimes, versions, version, regime, aJour } = await lire(props);
  const connecte = (await agentSiPossible()) !== null;
  const regles = lireRegles(regime === undefined ? regimes : [regime]);
  return (
    <div className="fr-container fr-pb-6w">
      <FilAriane
        courant={regime?.nom ?? "Règles de l’appel"}
        chemin={regime === undefined ? [] : [{ href: "/regles", texte: "Règles de l’appel" }]}
      />
      <h1>Règles de l’appel</h1>
      {aJour ? null : <SansBase />}
      <p className="fr-text--lead rg-lecture">
        Ce que Rigel vérifie, d’où cela vient, et ce que cela entraîne. Une information absente donne « indéterminé »,
        jamais « conforme ».
      </p>
      <Severites />

      <nav aria-labelledby="choix-regime" className="fr-mb-4w">
        <p className="fr-text--bold fr-mb-1w" id="choix-regime">
          Régime
        </p>
        <ul className="rg-choix">
          {[undefined, ...regimes].map((r) => (
            <li key={r?.code ?? "tous"}>
              <Link
                className="rg-choix__lien"
                href={r === undefined ? "/regles" : `/regles?regime=${r.code}`}
                aria-current={r?.code === regime?.code ? "page" : undefined}
              >
                {r?.nom ?? "Tous les régimes"}
              </Link>
            </li>
          ))}
        </ul>
      </nav>

      {regime === undefined ? (
        <TableauRegimes regimes={regimes} regles={regles} />
      ) : (
        <section aria-labelledby="regime">
          <h2 id="regime">
            {regime.nom} {regime.aConfirmer && <SourceAConfirmer />}
          </h2>
          <p className="fr-mb-1w">
            {regime.portee}, {regime.periode.texte}. Version {regime.numero} du régime{" "}
            <span className="rg-insecable">{regime.code}</span> : {accorder(regime.regles.length, "règle")}.
          </p>
          {version === undefined || version.situation === "en_vigueur" ? null : <AutreVersion version={version} />}
          <Seuils seuils={regime.seuils} />
          <VersionsRegime versions={versions} montree={regime.numero} connecte={connecte} />
        </section>
      )}

      {CODES_GROUPE.map((code) => {
        const duGroupe = regles.filter((regle) => regle.groupe === code);
        if (duGroupe.length === 0) return null;
        return (
          <section key={code} aria-labelledby={`groupe-${code}`} className="fr-mt-4w">
            <div className="rg-titre-groupe">
              <h2 className="fr-h4 fr-mb-0" id={`groupe-${code}`}>
                {nomGroupe(code)}
              </h2>
              <span className="fr-hint-text">{accorder(duGroupe.length, "règle")}</span>
            </div>
            {duGroupe.map(({ portees, ...regle }) => (
              <FicheRegle
                key={regle.code}
                {...regle}
                code={regle.code}
                connecte={connecte}
                aConfirmer={portees.every(({ exigence }) => exigence.aConfirmer)}
                {...(regime !== undefined &&
                  portees[0]?.exigence.confirmation && { confirmation: portees[0].exigence.confirmation })}
                portee={<Portee portees={portees} unSeul={regime !== undefined} />}
              />
            ))}
          </section>
        );
      })}
    </div>
  );
}

function SansBase() {
  return (
    <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w">
      <p>
        Le service ne répond pas pour le moment. Voici les règles connues de Rigel : une version publiée récemment peut
        manquer.
      </p>
    </div>
  );
}

function Severites() {
  return (
    <dl className="rg-severites">
      <div>
        <dt>Bloquante</dt>
        <dd>Non respectée ou indéterminée, elle arrête le dépôt.</dd>
      </div>
      <div>
        <dt>À justifier</dt>
        <dd>Le dépôt reste possible avec une justification écrite.</dd>
      </div>
      <div>
        <dt>Conseil</dt>
        <dd>Rigel le signale, rien de plus.</dd>
      </div>
      <div>
        <dt>Source à confirmer</dt>
        <dd>Tirée d’une page publique lue en partie : elle ne bloque jamais.</dd>
      </div>
    </dl>
  );
}
