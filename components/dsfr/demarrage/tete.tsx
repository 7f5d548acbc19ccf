import { DsfrHeadBase, type DsfrHeadProps } from "@codegouvfr/react-dsfr/next-app-router/server-only-index";
import Link from "next/link";

export function TeteDsfr(props: DsfrHeadProps) {
  return <DsfrHeadBase Link={Link} {...props} />;
}
