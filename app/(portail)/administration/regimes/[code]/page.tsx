import type { Metadata } from "next";
import Link from "next/link";
import { forbidden, notFound } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { TableauVersions } from "@/components/regimes-admin/tableau-versions";
import { ListeEcarts, type VersionMontree } from "@/components/regles/versions-regime";
import "@/components/regimes-admin/regimes-admin.css";
import "@/components/regles/regles.css";
import { ecarts } from "@/lib/domain/evolution-regime";
import { estCodeRegime, REGIMES } from "@/lib/domain/nomenclatures";
import { peut } from "@/lib/server/droits";
import { listerVersions } from "@/lib/server/regimes/lister-versions";
import { exigerAgent } from "@/lib/server/session";

type Props = {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params;
  return { title: estCodeRegime(code) ? `Régime ${code}` : "Régime" };
}

export default async function PageRegime({ params, searchParams }: Props) {
  const { code } = await params;
  const agent = await exigerAgent();
  if (!peut(agent, "regime.publier")) forbidden();
  if (!estCodeRegime(code)) notFound();
  const versions = (await listerVersions(new Date()))[code];
  const { de, vers, publiee } = await searchParams;
  const trouver = (numero: unknown) => versions.find((v) => String(v.regime.numero) === numero);
  const apres = trouver(vers) ?? versions[0];
  const avant = trouver(de) ?? versions[1];
  return (
    <>
      <FilAriane
        chemin={[
          { href: "/administration", texte: "Administration" },
          { href: "/administration/regimes", texte: "Régimes" },
        ]}
        courant={REGIMES.libelles[code]}
      />
      <h1 className="fr-h2">{REGIMES.libelles[code]}</h1>
      {trouver(publiee) ? (
        <div className="fr-alert fr-alert--success fr-alert--sm fr-mb-3w" role="status">
          <p>La version {trouver(publiee)?.regime.numero} est publiée.</p>
        </div>
      ) : null}
      <p>
        <Link className="fr-btn" href={`/administration/regimes/${code}/nouvelle`}>
          Préparer une nouvelle version
        </Link>
      </p>
      <TableauVersions id="versions" titre={`Versions de ${code}`} versions={versions} />
      {avant !== undefined && apres !== undefined ? (
        <Comparaison versions={versions} avant={avant} apres={apres} />
      ) : null}
    </>
  );
}

/** Any two versions, rule by rule: a plain form, so that the address says what is compared. */
function Comparaison({
  versions,
  avant,
  apres,
}: {
  versions: readonly VersionMontree[];
  avant: VersionMontree;
  apres: VersionMontree;
}) {
  const choix = (id: string, libelle: string, valeur: number) => (
    <div className="fr-select-group fr-mb-0">
      <label className="fr-label" htmlFor={id}>
        {libelle}
      </label>
      <select className="fr-select" id={id} name={id} defaultValue={valeur} key={valeur}>
        {versions.map((v) => (
          <option key={v.regime.numero} value={v.regime.numero}>
            Version {v.regime.numero}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <section aria-labelledby="comparaison" className="fr-mt-5w">
      <h2 className="fr-h4" id="comparaison">
        Comparer deux versions
      </h2>
      <form method="get" className="rg-comparaison fr-mb-3w">
        {choix("de", "De", avant.regime.numero)}
        {choix("vers", "Vers", apres.regime.numero)}
        <button type="submit" className="fr-btn fr-btn--secondary">
          Comparer
        </button>
      </form>
      <ListeEcarts ecarts={ecarts(avant.regime, apres.regime)} />
    </section>
  );
}
