"""The local review page (extra ``review``): server-rendered, on this machine alone, without scripts."""
