"""The local review page (extra ``review``): server-rendered, on this machine alone; its script is an enhancement."""
