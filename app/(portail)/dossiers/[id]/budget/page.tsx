import type { Metadata } from "next";
import { SectionBudget } from "@/components/financement/budget/section-budget";

export const metadata: Metadata = { title: "Budget" };

export default function PageBudget() {
  return <SectionBudget />;
}
