from collections import Counter, defaultdict
import pytest
from tests.hostile.conftest import *
from tests.hostile.test_hostile_requests import *
def test_h(portal, scene):
    for role in ROLES:
        a = asker_for(portal, scene, role, 1)
        c=Counter(); per=defaultdict(Counter)
        for _ in range(1500):
            q=a.draw(); r=a.send(q); c[r.status_code]+=1
            try:
                ad=portal.url_map.bind("localhost")
                ep,_=ad.match(unq(q.path), method=q.method)
            except Exception as e: ep=type(e).__name__
            per[ep][r.status_code]+=1; r.close()
        print(role,c)
        for k,v in sorted(per.items()): print("   ",k,dict(v))
from urllib.parse import unquote as unq
