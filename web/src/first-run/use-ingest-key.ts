import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ApiKeyInput, CreatedApiKey } from "../../../contract/account.ts";
import { postJson } from "../api/request.ts";

const INPUT: ApiKeyInput = { name: "First agent", scopes: ["ingest"] };

/** A key that can only send events, made once when the page is first seen. */
export function useIngestKey() {
  const creation = useMutation({ mutationFn: () => postJson<CreatedApiKey>("/v1/keys", INPUT), retry: false });
  const asked = useRef(false);
  const { mutate } = creation;
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate();
  }, [mutate]);
  return creation;
}
