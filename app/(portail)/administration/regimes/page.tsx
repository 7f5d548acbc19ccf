import type { Metadata } from "next";
import Link from "next/link";
import { forbidden } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { TableauVersions } from "@/components/regimes-admin/tableau-versions";
import "@/components/regles/regles.css";
import { REGIMES } from "@/lib/domain/nomenclatures";
import { peut } from "@/lib/server/droits";
import { listerVersions } from "@/lib/server/regimes/lister-versions";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Régimes" };

export default async function PageRegimes() {
  const agent = await exigerAgent();
  if (!peut(agent, "regime.publier")) forbidden();
  const parCode = await listerVersions(new Date());
  return (
    <>
      <FilAriane chemin={[{ href: "/administration", texte: "Administration" }]} courant="Régimes" />
      <h1 className="fr-h2">Régimes</h1>
      <p className="rg-lecture">
        Les règles de chaque régime, en versions datées. Une version publiée ne change plus ; un dossier garde celle
        qu’il a reçue à sa création.
      </p>
      {REGIMES.codes.map((code) => (
        <section key={code} aria-labelledby={`regime-${code}`} className="fr-mb-5w">
          <h2 className="fr-h4" id={`regime-${code}`}>
            <Link href={`/administration/regimes/${code}`}>{REGIMES.libelles[code]}</Link>
          </h2>
          <TableauVersions id={`versions-${code}`} titre={`Versions de ${code}`} versions={parCode[code]} />
        </section>
      ))}
    </>
  );
}
